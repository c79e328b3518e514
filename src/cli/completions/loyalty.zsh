#compdef loyalty
# SPDX-License-Identifier: MIT
# Completion of loyalty for zsh. The program itself knows what fits.
_loyalty() {
  local -a lines candidates
  local line
  lines=("${(@f)$(loyalty __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ ${lines[1]} == '<file>' ]]; then
    _files
    return
  fi
  for line in $lines; do
    [[ -n $line ]] && candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  _describe -V loyalty candidates
}
_loyalty "$@"
