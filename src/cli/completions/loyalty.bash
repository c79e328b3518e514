# SPDX-License-Identifier: MIT
# Completion of loyalty for bash. The program itself knows what fits.
_loyalty() {
  local word candidates
  COMPREPLY=()
  candidates=$(loyalty __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1)
  word=${COMP_WORDS[COMP_CWORD]}
  if [ "$candidates" = '<file>' ]; then
    compopt -o default 2>/dev/null
    return
  fi
  while read -r word; do
    [ -n "$word" ] && COMPREPLY+=("$(printf '%q' "$word")")
  done <<EOF
$candidates
EOF
}
complete -F _loyalty loyalty
