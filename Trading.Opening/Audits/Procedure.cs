using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>Where a stream departs from the procedure: the height of the event, its type, and why.</summary>
/// <param name="Height">Of the event that is wrong; the stream's length where it ends in the middle of a
/// commit.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Problem">One sentence in English.</param>
internal sealed record ProcedureFault(int Height, string Type, string Problem);

/// <summary>
/// Reads a session's stream as the platform wrote it: for every event the command that makes it is asked of the same
/// <see cref="Decider"/> that the platform obeys, at the event's own time, and exactly the events of its decision must
/// stand there, byte for byte. So nothing can stand in a stream that the decider refuses.
/// Source: docs/spec/archive.md, "Order of events" and "Times".
/// </summary>
internal sealed class Procedure
{
    private readonly IReadOnlyList<SessionEvent> events;
    private readonly IReadOnlyList<byte[]>? authorities;
    private readonly Func<LockCertified, CeremonyFailure?> verdicts;
    private string refusal = "";

    private Procedure(
        IReadOnlyList<SessionEvent> events,
        IReadOnlyList<byte[]>? authorities,
        Func<LockCertified, CeremonyFailure?> verdicts
    ) => (this.events, this.authorities, this.verdicts) = (events, authorities, verdicts);

    /// <summary>
    /// The first departure, or null. A stream that ends in the middle of a commit departs at its end: whoever reads an
    /// unfinished stream waits there. Authorities are those of a trust file (DER), null where there is none; what
    /// <paramref name="verdicts"/> knows of a lock certificate is not verified again.
    /// </summary>
    public static ProcedureFault? Check(
        IReadOnlyList<SessionEvent> events,
        IReadOnlyList<byte[]>? authorities = null,
        Func<LockCertified, CeremonyFailure?>? verdicts = null
    ) => new Procedure(events, authorities, verdicts ?? (static _ => null)).Read();

    private ProcedureFault? Read()
    {
        Session state = new Session.None();
        for (var height = 0; height < events.Count; )
        {
            if (SessionTimes.Problem(state, events[height]) is { } untimely)
                return Wrong(height, untimely);
            if (Decide(state, height, out var at) is not { IsAccepted: true } decision)
                return Wrong(at, refusal);
            if (decision.Events.Count == 0)
                return Wrong(height, "it says again what was already so");
            foreach (var expected in decision.Events)
            {
                if (height == events.Count)
                    return new(height, expected.GetType().Name, "the stream ends in the middle of a commit");
                if (!Same(expected, events[height]))
                    return Wrong(height, $"the procedure asks for another {expected.GetType().Name} here");
                state = Decider.Evolve(state, events[height++]);
            }
        }
        return null;
    }

    // What cannot be asked of the decider is refused here: an event that only another's commit makes, and what the
    // reader cannot know.
    private Decision<SessionEvent>? Decide(Session state, int height, out int at)
    {
        at = height;
        var decision = events[height] switch
        {
            BidOpened or BidUnreadable => DecideResults(state, ref at),
            RecordSealed e => RecordSteps.Reread(state, e),
            var happened when CommandOf(happened) is { } command => Decider.Judge(state, command),
            _ => (Decision<SessionEvent>?)null,
        };
        if (decision is not { IsAccepted: true } && refusal.Length == 0)
            refusal = decision?.Refusal?.Detail ?? "no command makes it here";
        return decision;
    }

    private SessionCommand? CommandOf(SessionEvent happened) =>
        happened switch
        {
            SessionPrepared e => new Prepare(e.At, e.Session, e.Terms, e.Policies),
            CeremonyMessageLogged e => new LogCeremonyMessage(e.At, e.Lot, e.Trustee, e.Round, e.Hash),
            CeremonyFailed e => new FailCeremony(e.At, e.Lot, e.Trustee, e.Cause, e.By, e.Signature),
            LockCertified e => new CertifyLock(e.At, e.Lot, e.Certificate) { Verdict = verdicts(e) },
            PlatformStoodStill e => new TellStandstill(e.At, e.From, e.Until, e.Restarted),
            LotFrozen e => new Freeze(e.At, e.Lot, e.TreeSize, e.Root, e.Entries, e.Live),
            FreezeCosigned e => new CosignFreeze(e.At, e.Lot, e.Trustee, e.Late, e.Cosignature),
            BidRevoked e => RevokeOf(e),
            LotFailed { Cause: LotFailure.FewSubmitted } e => new FailLot(e.At, e.Lot),
            PartialAccepted e => new AcceptPartial(e.At, e.Lot, e.Trustee, e.Hash),
            PartialRefused e => new RefusePartial(e.At, e.Lot, e.Trustee, e.Hash, e.Cause, e.Signature),
            LateFreezeOrdered e => new Perform(e.At, e.Act, authorities),
            BidderAttended e => new Perform(e.At, e.Act, authorities),
            ObjectionRaised e => new Perform(e.At, e.Act, authorities),
            ObjectionAnswered e => new Perform(e.At, e.Act, authorities),
            RecordConfirmed e => new Perform(e.At, e.Act, authorities),
            SessionConcluded e => new Perform(e.At, e.Act, authorities) { Record = e.Record, Address = e.Address },
            _ => null,
        };

    // Whether it is the live bid's next word is seen in the intake alone; here the statement speaks for itself.
    private static Revoke? RevokeOf(BidRevoked e)
    {
        if (!Withdrawal.TryParse(e.Statement, out var said, out _))
            return null;
        return new Revoke(
            e.At,
            e.Lot,
            new Submission(e.Submission, said.SubmissionKey, said.Revision - 1, 0, false),
            e.Statement
        );
    }

    // All results of a lot and its outcome are one commit: nothing stands between them, and they bear one time.
    private Decision<SessionEvent>? DecideResults(Session state, ref int at)
    {
        var first = (LotEvent)events[at];
        var lot = first.Lot;
        if (state is not Session.Running running || running.Lots.GetValueOrDefault(lot) is not Lot.Releasing releasing)
            return null;
        if (releasing.Partials.Count < releasing.Policy.Threshold)
            return Decider.Judge(state, new OpenAll(first.At, lot, [], []));
        var results = new List<OpeningResult>();
        for (; at < events.Count && ResultOf(events[at], lot) is { } result; at++)
        {
            if (events[at].At != first.At)
                return Departs("results of one commit bear one time");
            results.Add(result);
        }
        if (at < events.Count && events[at] is not (LotOpened or LotFailed))
            return Departs("it stands within the results of a lot");
        return at == events.Count
            ? Departs("the stream ends in the middle of a commit")
            : Decider.Judge(state, new OpenAll(first.At, lot, results, authorities ?? []));
    }

    private Decision<SessionEvent>? Departs(string problem)
    {
        refusal = problem;
        return null;
    }

    private static OpeningResult? ResultOf(SessionEvent happened, string lot) =>
        happened switch
        {
            BidOpened e when e.Lot == lot => new(
                e.Submission,
                e.SubmissionKey,
                e.EnvelopeHash,
                e.SectionKey,
                e.Commitments,
                e.Content,
                "",
                Fault.Platform,
                null,
                e.At
            ),
            BidUnreadable e when e.Lot == lot => new(
                e.Submission,
                e.SubmissionKey,
                e.EnvelopeHash,
                [],
                [],
                null,
                e.Cause,
                e.Fault,
                e.SharedPoint,
                e.At
            ),
            _ => null,
        };

    // Marks need the authorities of a trust file: a check of their own compares them.
    private static bool Same(SessionEvent expected, SessionEvent found)
    {
        if (expected is BidOpened bid && found is BidOpened shown)
            expected = bid with { Marks = shown.Marks };
        return expected.GetType() == found.GetType()
            && EventCodec.Encode(expected).Bytes.AsSpan().SequenceEqual(EventCodec.Encode(found).Bytes);
    }

    private ProcedureFault Wrong(int height, string problem) =>
        new(height, height < events.Count ? events[height].GetType().Name : "", problem);
}
