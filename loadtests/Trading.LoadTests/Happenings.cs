namespace Trading.LoadTests;

/// <summary>The events of a session that a timeline shows.</summary>
internal static class Happenings
{
    public static IEnumerable<(long At, string What)> Notable(IEnumerable<SessionEvent> events, int lots)
    {
        foreach (var happened in events)
        {
            if (Describe(happened) is { } what)
                yield return (
                    happened.At,
                    lots > 1 && happened is LotEvent { Lot: var lot } ? $"{what} (lot {lot})" : what
                );
        }
    }

    private static string? Describe(SessionEvent happened) =>
        happened switch
        {
            SessionPrepared => "prepared",
            LockCertified => "lock certified",
            CeremonyFailed e => $"ceremony failed: {e.Cause}",
            LotFrozen e => $"frozen with {e.Live} bids",
            FreezeCosigned e => $"freeze cosigned by trustee {e.Trustee}{(e.Late ? ", late" : "")}",
            ReleaseBegan => "release began",
            PartialAccepted e => $"partial openings of trustee {e.Trustee}",
            PartialRefused e => $"wrong partial openings of trustee {e.Trustee}: {e.Cause}",
            LotOpened e => $"opened {e.Opened}, unreadable {e.Unreadable}",
            LotFailed e => $"failed: {e.Cause}",
            _ => null,
        };
}
