using Trading.Evaluation.Draws;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Audits;

/// <summary>One draw of the closed stream, as far as it was told.</summary>
/// <param name="Beacon">Its value and first seating.</param>
/// <param name="After">What was told until the next draw, or the end.</param>
internal sealed record DrawRound(BeaconCombined Beacon, List<DrawEvent> After)
{
    /// <summary>Who took a seat, in order.</summary>
    public IReadOnlyList<SeatingStep> Steps => [.. Beacon.Steps, .. After.SelectMany(StepsOf)];

    /// <summary>Positions that dropped out, in order, each once.</summary>
    public IReadOnlyList<int> Dropped => [.. After.SelectMany(DropsOf).Distinct()];

    /// <summary>Who sits at the end.</summary>
    public IReadOnlyList<int> Seated => [.. Steps.Select(s => s.Position).Except(Dropped)];

    /// <summary>The last outcome of each position; a record that was asked for is none.</summary>
    public IReadOnlyDictionary<int, PositionOutcome> Told =>
        After
            .OfType<PositionTold>()
            .Where(e => !PositionStatement.IsOfDoor(e.Outcome))
            .GroupBy(e => e.Position)
            .ToDictionary(told => told.Key, told => told.Last().Outcome);

    /// <summary>Who sits and has come, wherever they are now.</summary>
    public IReadOnlyList<int> Arrived
    {
        get
        {
            var told = Told;
            return [.. Seated.Where(p => IsHere(told, p))];
        }
    }

    /// <summary>How many dropped out by a conflict, or at the gate, and not by a notice.</summary>
    public int DroppedOtherwise
    {
        get
        {
            var (gone, count) = (new HashSet<int>(), 0);
            foreach (var happened in After)
            {
                var drops = DropsOf(happened).Where(gone.Add).Count();
                count += happened is PositionTold told && PositionStatement.IsGateways(told.Outcome) ? 0 : drops;
            }
            return count;
        }
    }

    private static IEnumerable<SeatingStep> StepsOf(DrawEvent happened) =>
        happened switch
        {
            PositionTold e => e.Steps,
            ConflictsFound e => e.Steps,
            _ => [],
        };

    /// <summary>Whether the position arrived, wherever its expert is now, by what was last told.</summary>
    public static bool IsHere(IReadOnlyDictionary<int, PositionOutcome> told, int position) =>
        told.TryGetValue(position, out var last)
        && last is PositionOutcome.Arrived or PositionOutcome.Left or PositionOutcome.Back;

    /// <summary>Positions that an event drops, whether they had dropped out before or not.</summary>
    public static IEnumerable<int> DropsOf(DrawEvent happened) =>
        happened switch
        {
            PositionTold told when PositionStatement.Drops(told.Outcome) => [told.Position],
            ConflictsFound found when ConflictStatement.TryParse(found.Statement, out var said) => said.Hits(),
            _ => [],
        };
}
