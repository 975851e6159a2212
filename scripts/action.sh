#!/usr/bin/env bash
# What action.yml runs: Plumbline in its own image, without network, on the workspace that it cannot write to.
set -euo pipefail

image=plumbline-action
docker build --quiet --tag "$image" "$GITHUB_ACTION_PATH" >/dev/null

# A checkout is shallow unless it was asked for more, and only a commit's id can be fetched for certain.
if [[ $PLUMBLINE_BASE =~ ^[0-9a-f]{40}$ ]] && ! git -C "$GITHUB_WORKSPACE" cat-file -e "$PLUMBLINE_BASE^{commit}" 2>/dev/null; then
  git -C "$GITHUB_WORKSPACE" fetch --quiet --no-tags --depth=1 origin "$PLUMBLINE_BASE"
fi

run=(--rm --network none --read-only --tmpfs /tmp --user "$(id -u):$(id -g)")
run+=(--mount "type=bind,source=$GITHUB_WORKSPACE,target=/repository,readonly")
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
  run+=(--mount "type=bind,source=$GITHUB_STEP_SUMMARY,target=/summary.md" --env GITHUB_STEP_SUMMARY=/summary.md)
fi

check=(check --no-cache "--format=$PLUMBLINE_FORMAT")
if [[ -n $PLUMBLINE_BASE ]]; then check+=("--base=$PLUMBLINE_BASE"); fi
if [[ -n $PLUMBLINE_FAIL_ON ]]; then check+=("--fail-on=$PLUMBLINE_FAIL_ON"); fi
exec docker run "${run[@]}" "$image" "${check[@]}" -- "$PLUMBLINE_PATH"
