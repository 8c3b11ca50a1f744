using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Seatings;

/// <summary>What the seating knows of a position.</summary>
/// <param name="Groups">A bit for each seat group that it fits, the lowest for group 0.</param>
/// <param name="Label">The label of its employer, as hexadecimal digits.</param>
public sealed record Candidate(ushort Groups, string Label)
{
    /// <summary>What a commitment says of a position.</summary>
    public static Candidate Of(CommittedPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new Candidate(position.Groups, Convert.ToHexStringLower(position.Label));
    }
}

/// <summary>A position that takes a seat.</summary>
/// <param name="Position">The position.</param>
/// <param name="Group">The group of its seat.</param>
/// <param name="InsteadOf">The position whose seat it takes, or −1 in the first seating.</param>
public sealed record SeatingStep(int Position, int Group, int InsteadOf = SeatingStep.First)
{
    /// <summary>Of <see cref="InsteadOf"/>: nobody sat there before.</summary>
    public const int First = -1;
}

/// <summary>The outcome of a seating.</summary>
/// <param name="Steps">Who took a seat, in the order in which it happened.</param>
/// <param name="Seated">Who sits now: positions with their groups.</param>
/// <param name="Reserves">For each group how many more could take a seat of it now.</param>
/// <param name="Shortage">The group that could not be filled and why, or null where all seats are taken.</param>
public sealed record SeatingOutcome(
    IReadOnlyList<SeatingStep> Steps,
    IReadOnlyDictionary<int, int> Seated,
    IReadOnlyList<int> Reserves,
    Shortage? Shortage
);

/// <summary>
/// Who sits, by the order that the beacon fixed. The order is walked from its beginning: a position that neither sits
/// nor was dropped takes, of the groups that it fits and that have an open seat, the one for which the fewest positions
/// are left further on (of several the first), unless an expert of its employer sits already. Whoever drops out
/// (conflict, refusal, silence) never sits again, and the walk is made again for the open seat: substitutes are simply
/// the next positions. Source: docs/spec/draw.md, "Seating".
/// </summary>
public static class Seating
{
    /// <summary>
    /// Seats of each group; candidates by position; the order with each position once; and the positions that dropped
    /// out, in that sequence, each once, whether they sat or not. Anything else is an <see cref="ArgumentException"/>.
    /// </summary>
    public static SeatingOutcome Replay(
        IReadOnlyList<SeatGroup> groups,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<int> order,
        IReadOnlyList<int> dropped
    )
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(dropped);
        if (
            order.Count != candidates.Count
            || order.Distinct().Count(p => p >= 0 && p < candidates.Count) != order.Count
        )
            throw new ArgumentException("The order does not hold every position once.", nameof(order));
        if (dropped.Distinct().Count(p => p >= 0 && p < candidates.Count) != dropped.Count)
            throw new ArgumentException("A position that does not exist, or twice.", nameof(dropped));
        var walk = new Walk(groups, candidates, order);
        walk.Fill(SeatingStep.First);
        foreach (var position in dropped)
            walk.Drop(position);
        return walk.Outcome();
    }

    private sealed class Walk(
        IReadOnlyList<SeatGroup> groups,
        IReadOnlyList<Candidate> candidates,
        IReadOnlyList<int> order
    )
    {
        private readonly List<SeatingStep> steps = [];
        private readonly Dictionary<int, int> seated = [];
        private readonly HashSet<string> labels = new(StringComparer.Ordinal);
        private readonly HashSet<int> gone = [];
        private readonly int[] seats = [.. groups.Select(g => g.Seats)];
        private readonly int[] open = [.. groups.Select(g => g.Seats)];

        public void Drop(int position)
        {
            gone.Add(position);
            if (!seated.Remove(position, out var group))
                return;
            labels.Remove(candidates[position].Label);
            open[group]++;
            Fill(position);
        }

        public void Fill(int insteadOf)
        {
            var left = new int[open.Length];
            foreach (var position in order.Where(IsFree))
                Count(position, left, 1);
            foreach (var position in order)
            {
                if (open.All(free => free == 0))
                    return;
                if (!IsFree(position))
                    continue;
                Count(position, left, -1);
                if (labels.Contains(candidates[position].Label) || GroupFor(position, left) is not { } group)
                    continue;
                open[group]--;
                seated.Add(position, group);
                labels.Add(candidates[position].Label);
                steps.Add(new SeatingStep(position, group, insteadOf));
            }
        }

        public SeatingOutcome Outcome() =>
            new(steps, seated, [.. Enumerable.Range(0, open.Length).Select(ReserveOf)], ShortageNow());

        private bool IsFree(int position) => !gone.Contains(position) && !seated.ContainsKey(position);

        private bool Fits(int position, int group) => (candidates[position].Groups >> group & 1) != 0;

        private void Count(int position, int[] left, int change)
        {
            for (var g = 0; g < left.Length; g++)
                if (Fits(position, g))
                    left[g] += change;
        }

        private int? GroupFor(int position, int[] left)
        {
            int? best = null;
            for (var g = 0; g < open.Length; g++)
                if (open[g] > 0 && Fits(position, g) && (best is not { } found || left[g] < left[found]))
                    best = g;
            return best;
        }

        private int ReserveOf(int group) =>
            order.Count(p => IsFree(p) && Fits(p, group) && !labels.Contains(candidates[p].Label));

        private Shortage? ShortageNow()
        {
            var group = Array.FindIndex(open, free => free > 0);
            return group < 0 ? null : new Shortage(group, seats[group], seats[group] - open[group], BindingOf(group));
        }

        private Constraint BindingOf(int group)
        {
            var (needed, fitting) = (seats[group], order.Where(p => Fits(p, group)).ToList());
            if (fitting.Count < needed)
                return Constraint.Speciality;
            fitting.RemoveAll(gone.Contains);
            return fitting.Count < needed ? Constraint.Dropped
                : fitting.DistinctBy(p => candidates[p].Label).Count() < needed ? Constraint.Employer
                : Constraint.Overlap;
        }
    }
}
