using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V30, V31: a click is not a signature. Source: docs/spec/archive.md, "Checks"; docs/spec/feed.md, "Acts".
/// </summary>
internal static class ActChecks
{
    private static readonly Role[] Answering = [Role.Host, Role.Tenderer, Role.Agent];

    public static Finding Acts(AuditCase c)
    {
        if (c.Lots.Count == 0)
            return Finding.Nothing("the publication cannot be read");
        var count = 0;
        foreach (var happened in c.Events)
        {
            if (ActOf(happened) is not { } signed)
                continue;
            if (Problem(c, happened, signed) is { } problem)
                return Finding.Fail($"{happened.GetType().Name}: {problem}");
            count++;
        }
        return count == 0 ? Finding.Nothing("nobody acted") : Finding.Pass($"{count} acts");
    }

    public static Finding Conclusion(AuditCase c)
    {
        if (c.Events.OfType<SessionConcluded>().FirstOrDefault() is not { } concluded)
            return Finding.Nothing("the session is not concluded");
        var answered = c.Events.OfType<ObjectionAnswered>().Select(a => a.Objection).ToHashSet(StringComparer.Ordinal);
        var open = c.Events.OfType<ObjectionRaised>().FirstOrDefault(o => !answered.Contains(o.Objection));
        if (open is not null)
            return Finding.Fail($"the objection {open.Objection} has no answer");
        var running = c.Lots.FirstOrDefault(l => !l.Events.Any(e => e is LotOpened or LotFailed));
        if (running is not null)
            return Finding.Fail($"lot {running.Id} is neither opened nor failed");
        return Finding.Of(PeriodProblem(c, concluded), "nothing is open");
    }

    // The events themselves once more, without the decider's state.
    private static string? PeriodProblem(AuditCase c, SessionConcluded concluded)
    {
        if (c.Prepared is not { Terms.PeriodSeconds: > 0 and var seconds })
            return null;
        var outcomes = c.Lots.SelectMany(l => l.Events).Where(e => e is LotOpened or LotFailed).Select(e => e.At);
        var left = outcomes.DefaultIfEmpty().Max() + seconds * HeadTimes.SecondMicros - concluded.At;
        var results = c.Lots.Sum(lot => lot.Opened.Count + lot.Unreadable.Count);
        var confirmed = c.Events.OfType<RecordConfirmed>().DistinctBy(e => (e.Lot, e.Submission)).Count();
        return left > 0 && confirmed < results
            ? $"it was concluded {left} microseconds before the period for objections and confirmations had ended, "
                + $"with {confirmed} of {results} bids confirmed"
            : null;
    }

    private static SignedAct? ActOf(SessionEvent happened) =>
        happened switch
        {
            BidderAttended e => e.Act,
            RecordConfirmed e => e.Act,
            ObjectionRaised e => e.Act,
            ObjectionAnswered e => e.Act,
            LateFreezeOrdered e => e.Act,
            SessionConcluded e => e.Act,
            _ => null,
        };

    private static string? Problem(AuditCase c, SessionEvent happened, SignedAct signed)
    {
        if (!Act.TryParse(signed.Statement, out var act) || act.Session != c.Prepared!.Session)
            return "the statement is no act of this session";
        if (!signed.Verify(c.Suite, out var key))
            return "the signature does not hold";
        if (!Says(c, happened, signed, act))
            return "the statement says something else than the event";
        return IsTheirs(c, happened, act, signed, key) ? null : "it is signed by somebody who may not";
    }

    private static bool Says(AuditCase c, SessionEvent happened, SignedAct signed, Act act) =>
        happened switch
        {
            BidderAttended e => act.Kind == ActKind.Attend && (act.Lot, act.Subject) == (e.Lot, e.Submission),
            RecordConfirmed e => act.Kind == ActKind.Confirm && (act.Lot, act.Subject) == (e.Lot, e.Submission),
            ObjectionRaised e => act.Kind == ActKind.Object
                && (act.Lot, act.Subject, act.Text) == (e.Lot, e.Submission, e.Text)
                && e.Objection == Act.Id(c.Suite, signed.Statement),
            ObjectionAnswered e => act.Kind == ActKind.Answer
                && (act.Subject, act.Text) == (e.Objection, e.Text)
                && c.Events.TakeWhile(o => o != happened)
                    .OfType<ObjectionRaised>()
                    .Any(o => o.Objection == e.Objection && o.Lot == act.Lot),
            LateFreezeOrdered e => act.Kind == ActKind.LateFreeze
                && act.Lot == e.Lot
                && c.Lots.FirstOrDefault(l => l.Id == e.Lot)?.Frozen is { } frozen
                && act.Subject == Convert.ToHexStringLower(frozen.Root),
            SessionConcluded => act.Kind == ActKind.Conclude,
            _ => false,
        };

    private static bool IsTheirs(AuditCase c, SessionEvent happened, Act act, SignedAct signed, byte[] key) =>
        act.Kind switch
        {
            ActKind.LateFreeze => c.Lots.FirstOrDefault(l => l.Id == act.Lot) is { } lot
                && LateFreeze.KeyOf(lot.Policy, ((LateFreezeOrdered)happened).Role) is { } own
                && own.AsSpan().SequenceEqual(key)
                && IsOfficials(c, signed, happened.At),
            ActKind.Conclude => Holds(c, key, [Role.Host]) && IsOfficials(c, signed, happened.At),
            ActKind.Answer => Holds(c, key, Answering) && IsOfficials(c, signed, happened.At),
            _ => c.Lots.FirstOrDefault(l => l.Id == act.Lot) is { } lot
                && FindBid(lot, act.Subject) is { } bid
                && Signers.IsBidders(c.Prepared!.Terms, bid, signed.Certificate, key),
        };

    private static bool IsOfficials(AuditCase c, SignedAct signed, long at) =>
        Signers.OfficialProblem(
            c.Prepared!.Terms,
            c.Prepared.At,
            signed.Certificate,
            at,
            c.Trust?.AuthorityCertificates
        )
            is null;

    private static bool Holds(AuditCase c, byte[] key, Role[] roles) =>
        c.Prepared!.Terms.Roles.Any(r => roles.Contains(r.Role) && r.Key.AsSpan().SequenceEqual(key));

    private static OpenedBid? FindBid(AuditLot lot, string submission)
    {
        if (lot.Unreadable.FirstOrDefault(b => b.Submission == submission) is { } unreadable)
            return Decider.Bid(unreadable);
        return lot.Opened.FirstOrDefault(b => b.Submission == submission) is { } opened
            ? Decider.Bid(lot.Policy, opened)
            : null;
    }
}
