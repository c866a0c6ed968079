# fish completion for bnw. The words so far go to `bnw complete`, which answers a candidate a line, a tab before its
# description, and last what else the shell is to complete: `:none`, `:files` or `:folders`.
function __bnw_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (bnw complete -- $words[2..-1] "$current" 2>/dev/null)
  for line in $lines[1..-2]
    echo $line
  end
  switch "$lines[-1]"
    case ':files'
      __fish_complete_path "$current"
    case ':folders'
      __fish_complete_directories "$current"
  end
end
complete -c bnw -f -a '(__bnw_complete)'
