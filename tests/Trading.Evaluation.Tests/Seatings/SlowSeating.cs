namespace Trading.Evaluation.Tests.Seatings;

/// <summary>
/// The rule of docs/spec/draw.md, "Seating", written as it is read: every count is counted anew, nothing is kept.
/// </summary>
internal static class SlowSeating
{
    private sealed record Seat(int Group, int Position);

    public static List<SeatingStep> Replay(
        int[] seats,
        (int Groups, string Label)[] candidates,
        int[] order,
        int[] dropped
    )
    {
        var (steps, sitting, gone) = (new List<SeatingStep>(), new List<Seat>(), new List<int>());
        WalkOnce(-1);
        foreach (var position in dropped)
        {
            gone.Add(position);
            if (sitting.RemoveAll(s => s.Position == position) > 0)
                WalkOnce(position);
        }
        return steps;

        void WalkOnce(int insteadOf)
        {
            for (var at = 0; at < order.Length; at++)
            {
                var position = order[at];
                if (!IsFree(position) || sitting.Any(s => candidates[s.Position].Label == candidates[position].Label))
                    continue;
                var open = Enumerable
                    .Range(0, seats.Length)
                    .Where(g => Fits(position, g) && sitting.Count(s => s.Group == g) < seats[g])
                    .OrderBy(g => order[(at + 1)..].Count(p => IsFree(p) && Fits(p, g)))
                    .ThenBy(g => g)
                    .ToList();
                if (open.Count == 0)
                    continue;
                sitting.Add(new Seat(open[0], position));
                steps.Add(new SeatingStep(position, open[0], insteadOf));
            }
        }

        bool IsFree(int position) => !gone.Contains(position) && sitting.All(s => s.Position != position);

        bool Fits(int position, int group) => (candidates[position].Groups & 1 << group) != 0;
    }
}
