using System.Globalization;
using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// What became of every lot at the hour, and how many seconds after the deadline: frozen, cosigned by t, outcome.
/// </summary>
internal sealed class Outcomes(PublishedSession published, IReadOnlyList<SessionEvent> events)
{
    private readonly List<Hour> hours = [.. published.Policies.Select(policy => Hour.Of(policy, events))];

    /// <summary>
    /// A lot with bidders must be opened, one without must have failed for its few bids; a lot that is held or
    /// forgotten is wrong.
    /// </summary>
    public static void Check(Session.Running? state, HashSet<string> withBidders, Findings findings)
    {
        foreach (var lot in state?.Lots.Values ?? [])
        {
            var isRight = withBidders.Contains(lot.Terms.Lot)
                ? lot is Lot.Opened
                : lot is Lot.Failed { Cause: LotFailure.FewSubmitted };
            if (!isRight)
            {
                var wrong = withBidders.Contains(lot.Terms.Lot) ? "did not open" : "did not fail for want of bids";
                findings.Wrong($"lot {lot.Terms.Lot} {wrong}: {SessionText.PhaseOf(lot)}");
            }
        }
    }

    /// <summary>A line per lot where there are several, and the slowest lot of each step.</summary>
    public void Print(TextWriter output)
    {
        if (hours.Count > 1)
        {
            output.WriteLine("lots, seconds after the deadline until frozen, cosigned by t, outcome:");
            foreach (var hour in hours)
                output.WriteLine(
                    $"  lot {hour.Lot, -4}{Text(hour.Frozen), 10}{Text(hour.Cosigned), 10}{Text(hour.Outcome), 10}"
                );
        }
        output.WriteLine(
            $"worst of {hours.Count} lot(s):{Text(Worst(hour => hour.Frozen))} "
                + $"frozen,{Text(Worst(hour => hour.Cosigned))} cosigned by "
                + $"t,{Text(Worst(hour => hour.Outcome))} outcome"
        );
        output.WriteLine($"outcomes {hours.Count(hour => hour.Outcome is not null)} of {hours.Count}");
    }

    private double? Worst(Func<Hour, double?> step) =>
        hours.Exists(hour => step(hour) is null) ? null : hours.Max(step);

    private static string Text(double? seconds) =>
        seconds is null ? " never" : string.Create(CultureInfo.InvariantCulture, $" {seconds:0.000}");

    /// <summary>One lot's seconds after its deadline, by the platform's clock; null for what did not happen.</summary>
    private sealed record Hour(string Lot, double? Frozen, double? Cosigned, double? Outcome)
    {
        public static Hour Of(LockPolicy policy, IReadOnlyList<SessionEvent> events)
        {
            var own = events.OfType<LotEvent>().Where(happened => happened.Lot == policy.Lot).ToList();
            return new Hour(
                policy.Lot,
                After(own.OfType<LotFrozen>()),
                After(own.OfType<FreezeCosigned>().Skip(policy.Threshold - 1)),
                After(own.Where(happened => happened is LotOpened or LotFailed))
            );

            double? After(IEnumerable<SessionEvent> some) =>
                some.FirstOrDefault() is { } first ? (first.At - policy.CloseAt) / 1e6 : null;
        }
    }
}
