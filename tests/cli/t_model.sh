#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Short months of a service, compared with a model after each day; make check-service
# plays fifty of thirty days.
. "$(dirname "$0")/../tap.sh"

for seed in 1 2 3; do
	run 0 "seed $seed: the memory is what the model says, day by day" \
		perl "$root/tests/service/model.pl" --seeds $seed --days 8
done
done_testing
