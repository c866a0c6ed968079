# bash completion for bnw. The words so far go to `bnw complete`, which answers a candidate a line, a tab before its
# description, and last what else the shell is to complete: `:none`, `:files` or `:folders`.
_bnw() {
  local current="${COMP_WORDS[COMP_CWORD]}" rest=none line IFS=$'\n'
  COMPREPLY=()
  while read -r line; do
    case $line in
      :*) rest=${line#:} ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done < <(bnw complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case $rest in
    files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
    folders) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$current")) ;;
  esac
}
complete -F _bnw bnw
