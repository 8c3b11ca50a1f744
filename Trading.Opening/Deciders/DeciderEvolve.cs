using System.Collections.Immutable;

namespace Trading.Opening.Deciders;

public static partial class Decider
{
    /// <summary>
    /// The state after an event. An event that does not follow from the state is a <see cref="CorruptEventException"/>.
    /// </summary>
    public static Session Evolve(Session state, SessionEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        return After(state, happened) with { LastAt = Math.Max(state.LastAt, happened.At) };
    }

    private static Session After(Session state, SessionEvent happened) =>
        (state, happened) switch
        {
            (Session.None, SessionPrepared e) => Prepared(e),
            (Session.Running s, SessionConcluded e) => new Session.Concluded(s, e.At)
            {
                Record = e.Record,
                Address = e.Address,
                Certificate = e.Act.Certificate,
            },
            (Session.Concluded s, RecordSealed e) => new Session.Sealed(
                s,
                new SealedRecord(e.At, e.Hash, e.Certificate, e.Signature)
            ),
            (Session.Running s, PlatformStoodStill e) => s with
            {
                Standstills = s.Standstills.Add(new(e.From, e.Until, e.Restarted)),
            },
            (Session.Running s, ObjectionRaised e) => s with
            {
                Objections = s.Objections.Add(new(e.Objection, e.Lot, e.Submission, e.Text, e.At, null)),
            },
            (Session.Running s, ObjectionAnswered e) => s with { Objections = Answered(s, e) },
            (Session.Running s, LotEvent e) when s.Lots.TryGetValue(e.Lot, out var lot) => s with
            {
                Lots = s.Lots.SetItem(e.Lot, Evolve(lot, e)),
            },
            _ => throw Impossible(state, happened),
        };

    /// <summary>The state after all of a stream's events, from nothing.</summary>
    public static Session Fold(IEnumerable<SessionEvent> events) =>
        events.Aggregate((Session)new Session.None(), Evolve);

    private static Lot Evolve(Lot lot, LotEvent happened) =>
        (lot, happened) switch
        {
            (Lot.Ceremony l, CeremonyMessageLogged e) => l with
            {
                Messages = l.Messages.Add((e.Round, e.Trustee), e.Hash),
            },
            (Lot.Ceremony l, CeremonyFailed) => l,
            (Lot.Ceremony l, LockCertified e) => new Lot.Intake(
                l.Terms,
                l.Policy,
                new LockFacts(e.LockId, e.Certificate, e.At)
            ),
            (Lot.Intake l, LotFrozen e) => new Lot.Frozen(l.Terms, l.Policy, l.Lock, Frozen(e)),
            (Lot.Closed l, FreezeCosigned e) => l with { Freeze = Cosigned(l.Freeze, e) },
            (Lot.Frozen l, LateFreezeOrdered e) => l with
            {
                Freeze = l.Freeze with { Orders = l.Freeze.Orders.SetItem(e.Role, e) },
            },
            (Lot.Frozen l, BidRevoked e) => l with { Freeze = Revoked(l.Freeze, e) },
            (Lot.Frozen l, ReleaseBegan e) => new Lot.Releasing(l.Terms, l.Policy, l.Lock, l.Freeze, NoPartials(e), []),
            (Lot.Released l, PartialAccepted e) => l with { Release = Accepted(l.Release, e) },
            (Lot.Released l, PartialRefused e) => l with { Release = Refused(l.Release, e) },
            (Lot.Releasing l, BidOpened e) => l with { Bids = l.Bids.Add(Bid(l.Policy, e)) },
            (Lot.Releasing l, BidUnreadable e) => l with { Bids = l.Bids.Add(Bid(e)) },
            (Lot.Releasing l, LotOpened e) => new Lot.Opened(
                l.Terms,
                l.Policy,
                l.Lock,
                l.Freeze,
                l.Release,
                l.Bids,
                e.At
            ),
            (Lot.Ceremony l, LotFailed { Cause: LotFailure.NoLock } e) => Failed(l, e, []),
            (Lot.Frozen l, LotFailed { Cause: LotFailure.FewSubmitted } e) => Failed(l, e, []),
            (Lot.Releasing l, LotFailed { Cause: LotFailure.FewOpened } e) => Failed(l, e, l.Bids),
            (Lot.Opened l, BidderAttended e) => l with
            {
                Bids = Changed(l.Bids, e.Submission, b => b with { AttendedAt = e.At }),
            },
            (Lot.Failed l, BidderAttended e) => l with
            {
                Bids = Changed(l.Bids, e.Submission, b => b with { AttendedAt = e.At }),
            },
            (Lot.Opened l, RecordConfirmed e) => l with
            {
                Bids = Changed(l.Bids, e.Submission, b => b with { ConfirmedAt = e.At }),
            },
            (Lot.Failed l, RecordConfirmed e) => l with
            {
                Bids = Changed(l.Bids, e.Submission, b => b with { ConfirmedAt = e.At }),
            },
            _ => throw Impossible(lot, happened),
        };

    private static Session.Running Prepared(SessionPrepared e)
    {
        var lots = ImmutableSortedDictionary.CreateBuilder<string, Lot>(StringComparer.Ordinal);
        foreach (var (terms, bytes) in e.Terms.Lots.Zip(e.Policies))
        {
            if (!LockPolicyCodec.TryParse(bytes, out var policy, out var problem))
                throw new CorruptEventException(nameof(SessionPrepared), $"the policy of lot '{terms.Lot}': {problem}");
            lots.Add(
                terms.Lot,
                new Lot.Ceremony(terms, policy, ImmutableSortedDictionary<(int Round, int Trustee), byte[]>.Empty)
            );
        }
        return new Session.Running(e.Session, e.Terms, e.At, lots.ToImmutable(), []);
    }

    private static ImmutableList<Objection> Answered(Session.Running s, ObjectionAnswered e)
    {
        var index = s.Objections.FindIndex(o => o.Id == e.Objection);
        if (index < 0)
            throw new CorruptEventException(nameof(ObjectionAnswered), $"there is no objection {e.Objection}");
        var key = e.Act.SignerKey();
        var by = s.Terms.Roles.FirstOrDefault(r => r.Key.AsSpan().SequenceEqual(key));
        return s.Objections.SetItem(index, s.Objections[index] with { Answer = new GivenAnswer(e.Text, e.At, by) });
    }

    private static FreezeFacts Frozen(LotFrozen e) =>
        new(
            e.At,
            e.TreeSize,
            e.Root,
            e.Entries,
            e.Live,
            ImmutableSortedDictionary.Create<string, BidRevoked>(StringComparer.Ordinal),
            ImmutableSortedDictionary<int, FreezeCosigned>.Empty
        );

    private static FreezeFacts Cosigned(FreezeFacts held, FreezeCosigned e) =>
        held with
        {
            Cosignatures = held.Cosignatures.SetItem(e.Trustee, e),
        };

    private static FreezeFacts Revoked(FreezeFacts held, BidRevoked e) =>
        held with
        {
            Revoked = held.Revoked.Add(e.Submission, e),
        };

    private static Lot.Failed Failed(Lot before, LotFailed e, ImmutableList<OpenedBid> bids) =>
        new(before.Terms, before.Policy, before, e.Cause, e.Rule, e.At, bids);

    private static ReleaseFacts NoPartials(ReleaseBegan e) =>
        new(e.At, ImmutableSortedDictionary<int, byte[]>.Empty, ImmutableSortedDictionary<int, byte[]>.Empty);

    private static ReleaseFacts Accepted(ReleaseFacts held, PartialAccepted e) =>
        held with
        {
            Partials = held.Partials.SetItem(e.Trustee, e.Hash),
        };

    private static ReleaseFacts Refused(ReleaseFacts held, PartialRefused e) =>
        held with
        {
            Refused = held.Refused.SetItem(e.Trustee, e.Hash),
        };

    internal static OpenedBid Bid(LockPolicy policy, BidOpened e)
    {
        var form = OpeningForm.TryParse(e.Content, policy.Version, out var read, out _) ? read : null;
        return new(e.Submission, e.SubmissionKey, e.EnvelopeHash, form, e.Content, [.. e.Marks], null, null, null);
    }

    internal static OpenedBid Bid(BidUnreadable e) =>
        new(e.Submission, e.SubmissionKey, e.EnvelopeHash, null, [], [], e, null, null);

    private static ImmutableList<OpenedBid> Changed(
        ImmutableList<OpenedBid> bids,
        string submission,
        Func<OpenedBid, OpenedBid> change
    )
    {
        var index = bids.FindIndex(b => b.Submission == submission);
        if (index < 0)
            throw new CorruptEventException(nameof(OpenedBid), $"there is no opened submission {submission}");
        return bids.SetItem(index, change(bids[index]));
    }

    private static CorruptEventException Impossible(object state, SessionEvent happened) =>
        new(happened.GetType().Name, $"does not follow from {state.GetType().Name}");
}
