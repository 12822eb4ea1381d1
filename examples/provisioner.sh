#!/usr/bin/env bash
# A provisioner in Bash and curl: an order on standard input, the answer on standard output.
# nslab run --target "cmd:examples/provisioner.sh"; the contract is docs/partner-contract.md.
# No secret is ever an argument: curl reads its form from standard input.
set -u
declare -A J=() # the order by path: J[.service.id]

string() { # takes a JSON string off the front of $rest; sets $text
  local pattern='^"(([^"\\]|\\.)*)"' backslash=$'\x01'
  [[ $rest =~ $pattern ]] || exit 1
  rest=${rest:${#BASH_REMATCH[0]}} text=${BASH_REMATCH[1]//'\\'/$backslash}
  text=${text//'\"'/'"'} text=${text//'\/'/'/'}
  printf -v text '%b' "$text"
  text=${text//$backslash/'\'}
}
skip() { rest=${rest#"${rest%%[![:space:]]*}"}; }
parse() { # takes a JSON value off the front of $rest and keeps it below the path $1
  local key=-1 open
  skip; open=${rest:0:1}
  case $open in
    '{' | '[')
      rest=${rest:1}; skip
      until [[ ${rest:0:1} == ['}]'] ]]; do
        if [[ $open == '{' ]]; then string; key=$text; skip; rest=${rest:1}; else key=$((key + 1)); fi
        parse "$1.$key"; skip
        [[ ${rest:0:1} == , ]] && rest=${rest:1}; skip
      done
      rest=${rest:1} ;;
    '"') string; J[$1]=$text ;;
    *) [[ $rest =~ ^[a-z0-9.+-]+ ]] || exit 1; J[$1]=${BASH_REMATCH[0]} rest=${rest:${#BASH_REMATCH[0]}} ;;
  esac
}
escaped() { local text=${1//'\'/'\\'}; printf '"%s"' "${text//'"'/'\"'}"; } # for JSON and for curl
finish() { # outcome [error]: writes the answer
  local outcome=$1 fields="" key
  [[ $outcome == retry && ${J[.try]} -ge 10 ]] && outcome=manual
  for key in "${!answer[@]}"; do fields+=",\"$key\":$(escaped "${answer[$key]}")"; done
  [[ -n ${intent:-} ]] && fields+=",\"parameters\":{\"integration\":$(escaped "$intent")}"
  [[ -n ${2:-} ]] && fields+=",\"error\":$(escaped "$2")"
  printf '{"outcome":"%s"%s}\n' "$outcome" "$fields"
  exit 0
}
attempt() { # func name=value…: calls DNSmanager; sets $doc, and $refusal when it refuses
  local config pair body status url=${J[$panel.url]} func=$1; shift
  config="url = $(escaped "$url")"$'\n'
  for pair in "func=$func" out=xml "authinfo=${J[$panel.username]}:${J[$panel.password]}" "$@"; do
    config+="data-urlencode = $(escaped "$pair")"$'\n'
  done
  body=$(curl -sS -m 20 -w '\n%{http_code}' -K - <<<"$config" 2>&1) || finish retry "$url: check the port"
  status=${body##*$'\n'} doc=${body%$'\n'*} refusal=
  [[ $status == 5* ]] && finish retry "$url: HTTP $status"
  [[ $status == 200 ]] || finish manual "$url: HTTP $status"
  [[ $doc == *'<doc'* ]] || finish retry "$url does not answer as a panel"
  doc=${doc//$'\n'/ }
  [[ $doc =~ \<error\ ([^\>]*) ]] && refusal="$(attribute type "${BASH_REMATCH[1]}") $(attribute object "${BASH_REMATCH[1]}")"
  return 0
}
refuse() { # func: ends the order as the refusal deserves
  case $refusal in
    auth* | access* | exists* | limit* | missed* | value* | license*) intent='' ; finish manual "DNSmanager refused $1: $refusal" ;;
    *) finish retry "DNSmanager refused $1: $refusal" ;;
  esac
}
call() { attempt "$@"; [[ -z $refusal ]] || refuse "$1"; }
attribute() { [[ $2 =~ (^|[[:space:]])$1=\"([^\"]*)\" ]] && printf %s "${BASH_REMATCH[2]}"; }
element() { [[ $2 =~ \<$1\>([^\<]*)\< ]] && printf %s "${BASH_REMATCH[1]}"; }
account() { # [level]: who the integration's account is; sets $owner and $shared
  call whoami
  local user=${doc#*<user}
  owner=$(attribute name "$user") shared=$(attribute namespace "$user")
  [[ -z ${1:-} || $(attribute level "$user") == "$1" ]] || finish manual "'$owner' is no reseller"
}
own_user() { # sets $user to the row of our user, or to nothing; a foreign one is not touched (NS-58)
  user=
  attempt user.edit elid="$login"
  [[ $refusal == missed\ user || $refusal == missed\ elid ]] && return
  [[ -z $refusal ]] || refuse user.edit
  call user
  while [[ $doc == *'<elem'* ]]; do
    doc=${doc#*<elem} user=${doc%%</elem>*}
    [[ $(element name "$user") == "$login" ]] && break
  done
  [[ $(element parent "$user") == "$owner" ]] || finish manual "the user '$login' belongs to $(element parent "$user")"
}
integration() { # item: sets $panel to the one that made the user, else the first ticked (NS-42, NS-45)
  local n one known=${J[.service.parameters.integration]:-} provider=${J[.plan.provider]}
  for ((n = 0; ; n++)); do
    one=.integrations.$n
    [[ -n ${J[$one.name]+set} ]] || break
    if [[ -n $known ]]; then
      [[ ${J[$one.name]} == "$known" ]] || continue
      [[ ${J[$one.retired]} == true && ${J[.command]} != close ]] && break
    else
      [[ ${J[$one.$1_ns]} == true && ${J[$one.retired]} == false ]] || continue
      [[ ${J[$one.provider]-$provider} == "$provider" ]] || continue
    fi
    panel=$one; return
  done
  [[ -z $known ]] || finish manual "the integration $known was deleted"
  finish manual "no integration is ticked for $1 name servers"
}
send_mail() { # namespace
  local lines="Address: ${J[$panel.url]}|Login: $login|Password: $password||ns1.$1|ns2.$1||Bye|"
  local html="<p>${J[$panel.url]}</p><p>$login</p><p>$password</p><p>ns1.$1</p><p>ns2.$1</p>|"
  local head="From: provider@provider.invalid|To: ${J[.customer.email]}|Subject: DNS access for service ${J[.service.id]}|MIME-Version: 1.0|Content-Type: multipart/alternative; boundary=part||"
  local mail="$head--part|Content-Type: text/plain||$lines--part|Content-Type: text/html||$html--part--|"
  curl -sS --url "${J[.smtp]}" --mail-from provider@provider.invalid --mail-rcpt "${J[.customer.email]}" \
    -T - <<<"${mail//|/$'\r\n'}" >/dev/null || finish retry "the mail cannot be delivered"
}
open_service() {
  local item=${J[.service.choice]-${J[.plan.default_choice]}} space=() name
  item=${item,,}; [[ $item == own ]] && item=private
  [[ ${J[.plan.name_servers]} == on && -n $item ]] || item=none
  [[ $item == @(provider|private|none) ]] || finish manual "'$item' is unknown; the choices are provider, private, none"
  [[ ${J[.service.id]} != 0 ]] || finish refused "no service has the id 0"
  [[ $item == none || ${J[.service.status]} == active ]] && finish done
  integration "$item"; account 24; own_user
  password=$(tr -dc a-zA-Z0-9 </dev/urandom | head -c 20)
  local own=(passwd="$password" confirm="$password" sok=ok) is_new=
  if [[ -z $user ]]; then
    name=${J[.service.namespace]:-${J[.service.domain]:-$login.$shared}} name=${name,,} is_new=yes
    [[ $item == private ]] && space=(namespace="${name%.}")
    [[ ${space[*]-} != "namespace=$shared" ]] || finish manual "the namespace $shared is the reseller's own"
    intent=${J[$panel.name]} # kept when the answer is lost: the next try must ask the same panel
    attempt user.edit name="$login" ${space[@]+"${space[@]}"} "${own[@]}"
    [[ $refusal == 'exists user' ]] && intent='' && finish manual "the user '$login' belongs to another"
    [[ -z $refusal ]] || refuse user.edit
    own_user
  fi
  name=$(element namespace "$user")
  if [[ $name == "$shared" ]]; then [[ $item == provider ]]; else [[ $item == private ]]; fi ||
    finish manual "the user is in the wrong namespace $name"
  [[ -n $is_new ]] || call usrparam su="$login" atype=atany "${own[@]}"
  send_mail "$name"
  intent=${J[$panel.name]} answer=([integration]=$intent [login]=$login [namespace]=$name)
  finish done
}

rest=$(cat); parse ''
declare -A answer=()
login=dns${J[.service.id]-}
[[ ${J[.command]} != check ]] || finish unsupported "check of integrations"
[[ ${J[.command]} != open ]] || open_service
[[ -n ${J[.service.parameters.integration]:-} ]] || finish done
integration ''; account
if [[ ${J[.command]} != close ]]; then call "user.${J[.command]}" elid="$login" sok=ok; finish done; fi
own_user
[[ -z $user ]] || call user.delete elid="$login" sok=ok
finish done
