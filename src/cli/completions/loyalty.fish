# SPDX-License-Identifier: MIT
# Completion of loyalty for fish. The program itself knows what fits.
function __loyalty_candidates
    set -l words (commandline -opc) (commandline -ct)
    set -l lines (loyalty __complete $words[2..-1] 2>/dev/null)
    if test "$lines[1]" = '<file>'
        __fish_complete_path (commandline -ct)
        return
    end
    printf '%s\n' $lines
end
complete -c loyalty -f -a '(__loyalty_candidates)'
