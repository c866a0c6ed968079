#compdef bnw
# zsh completion for bnw. The words so far go to `bnw complete`, which answers a candidate a line, a tab before its
# description, and last what else the shell is to complete: `:none`, `:files` or `:folders`.
_bnw() {
  local -a lines candidates kind
  local line rest
  [[ $words[CURRENT] == -* ]] && kind=(-o)
  lines=("${(@f)$(bnw complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  rest=$lines[-1]
  for line in "${(@)lines[1,-2]}"; do
    candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  (( $#candidates )) && _describe $kind 'bnw' candidates
  case $rest in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _bnw ]]; then _bnw "$@"; else compdef _bnw bnw; fi
