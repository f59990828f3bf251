import { KnownHealth } from './known-health';
import { ResourceHealth } from './resource-health';
import { StatusCheck } from './status-check';

/** As https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app says, which 1.8 left out. */
const APPLICATION = `local hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil and obj.status.health.status ~= nil then
  hs.status = obj.status.health.status
  hs.message = obj.status.health.message or ""
end
return hs
`;

const START = `local hs = { status = "Progressing", message = "" }
local status = obj.status or {}
`;

const STALE = `if type(status.observedGeneration) == "number" and status.observedGeneration ~= obj.metadata.generation then
  return hs
end
`;

const CONDITION = `local function condition(kind, value, except)
  for _, c in ipairs(status.conditions or {}) do
    if c.type == kind and c.status == value and (except == nil or c.reason ~= except) then
      hs.message = c.message or ""
      return true
    end
  end
  return false
end
`;

const FIELD = `local function field(path, values)
  local found = status
  for _, key in ipairs(path) do
    if type(found) ~= "table" then
      return false
    end
    found = found[key]
  end
  for _, value in ipairs(values) do
    if tostring(found) == value then
      return true
    end
  end
  return false
end
`;

/** The entries of `argocd-cm`: for Applications themselves, and for each kind that Argo CD has no check for. */
export function argoCdHealthChecks(health: ResourceHealth[]): Record<string, string> {
  const own = health.filter((kind) => !(kind as Partial<KnownHealth>).inArgoCd);
  const checks = own.map((kind) => [`resource.customizations.health.${kind.group}_${kind.kind}`, script(kind)]);
  return Object.fromEntries([['resource.customizations.health.argoproj.io_Application', APPLICATION], ...checks]);
}

/** Libraries of Lua beyond the basic one are not there. */
function script({ ready, failed = [] }: ResourceHealth): string {
  const checks = [...ready, ...failed];
  const all = joined(ready, 'and');
  return [
    START,
    STALE,
    ...checks.some(({ _lua }) => _lua.startsWith('condition(')) ? [CONDITION] : [],
    ...checks.some(({ _lua }) => _lua.startsWith('field(')) ? [FIELD] : [],
    failed.length === 0
      ? `if ${all} then\n  hs.status = "Healthy"\nend\n`
      : `if ${joined(failed, 'or')} then\n  hs.status = "Degraded"\nelseif ${all} then\n  hs.status = "Healthy"\nend\n`,
    'return hs\n',
  ].join('');
}

function joined(checks: StatusCheck[], word: 'and' | 'or'): string {
  return checks.map(({ _lua }) => _lua).join(` ${word} `);
}
