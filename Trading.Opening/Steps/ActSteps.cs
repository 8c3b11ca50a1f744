using System.Collections.Immutable;
using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>Statutory acts: who signs what, and when. The statement says it; the command only carries it.</summary>
internal static class ActSteps
{
    private const int MostObjections = 64;
    private static readonly Role[] Answering = [Role.Host, Role.Tenderer, Role.Agent];

    public static Decision<SessionEvent> Perform(Session.Running s, Perform c)
    {
        var suite = SuiteOf(s);
        if (!Act.TryParse(c.Act.Statement, out var act))
            return No.Malformed(No.Acts, "The statement is not an act.");
        if (act.Session != s.Id)
            return new Refusal(Reason.WrongLock, No.Acts, "The act is for another session.", "correct-and-send-again");
        if (!c.Act.Verify(suite, out var key))
            return No.BadSignature(No.Acts, "The signature or the certificate behind it does not hold.");
        if (
            act.Kind is ActKind.Conclude or ActKind.Answer or ActKind.LateFreeze
            && Signers.OfficialProblem(s.Terms, s.PreparedAt, c.Act.Certificate, c.Now, c.Authorities) is { } problem
        )
            return No.BadSignature(No.Acts, problem);
        return act.Kind switch
        {
            ActKind.Conclude => Conclude(s, c, key),
            ActKind.Answer => Answer(s, act, c, key),
            ActKind.LateFreeze => LateFreezeSteps.Order(s, act, c, key),
            _ => OfBidder(s, act, c, key),
        };
    }

    private static Decision<SessionEvent> Conclude(Session.Running s, Perform c, byte[] key)
    {
        var pack = s.Terms.RulePack;
        if (!Holds(s, key, Role.Host))
            return No.NotAllowed("bidding-law:35", "Only the host closes the session.", "ask-the-host");
        if (s.Objections.Find(o => o.Answer is null) is { } open)
            return new Refusal(
                Reason.OpenObjection,
                pack.ProtestRule,
                $"The objection {open.Id} has no answer.",
                "answer-objection"
            );
        if (s.Lots.FirstOrDefault(l => l.Value is not (Lot.Opened or Lot.Failed)) is { Key: { } lot })
            return No.TooEarly(No.Procedure, $"Lot '{lot}' is neither opened nor failed.", "wait-for-opening");
        if (!ObjectionPeriod.IsOver(s, c.Now))
            return new Refusal(
                Reason.PeriodRunning,
                pack.RecordRule,
                "The period for objections and confirmations runs for another "
                    + $"{ObjectionPeriod.LeftSeconds(s, c.Now)} s; not confirmed: {ObjectionPeriod.Missing(s)}.",
                "wait-for-period"
            );
        if (!RecordVersion.IsSound(c.Record, c.Address))
            return No.Malformed(No.Procedure, "There is no such version of the record, or the address is none.");
        return new SessionConcluded(c.Now, c.Act, c.Record, c.Address);
    }

    private static Decision<SessionEvent> Answer(Session.Running s, Act act, Perform c, byte[] key)
    {
        var rule = s.Terms.RulePack.ProtestRule;
        if (!Holds(s, key, Answering))
            return No.NotAllowed(rule, "Only the host, the tenderer or the agent answers.", "ask-the-host");
        var objection = s.Objections.Find(o => o.Id == act.Subject && o.Lot == act.Lot);
        if (objection is null)
            return new Refusal(Reason.NotFound, rule, "There is no such objection.", "reload-session");
        if (objection.Answer is null)
            return new ObjectionAnswered(c.Now, act.Subject, act.Text, c.Act);
        return objection.Answer.Text == act.Text
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(rule, "The objection was answered before.");
    }

    private static Decision<SessionEvent> OfBidder(Session.Running s, Act act, Perform c, byte[] key)
    {
        var (bids, refusal) = BidsOf(s, act.Lot);
        if (refusal is not null)
            return refusal;
        var bid = bids.Find(b => b.Submission == act.Subject);
        if (bid is null)
            return new Refusal(
                Reason.NotFound,
                No.Acts,
                "No such submission was opened in this lot.",
                "reload-session"
            );
        if (!Signers.IsBidders(s.Terms, bid, c.Act.Certificate, key))
            return No.BadSignature(
                No.Acts,
                "The act is signed neither with the bid's own certificate nor with its submission key."
            );
        // Who confirms has been there: the record prints the one only behind the other.
        if (act.Kind == ActKind.Confirm && !bid.Attended && s.Terms.Version > 1)
            return No.TooEarly(No.Acts, "A bidder signs in before it confirms the record.", "attend");
        return act.Kind switch
        {
            ActKind.Attend => bid.Attended
                ? Decision<SessionEvent>.Nothing
                : new BidderAttended(c.Now, act.Lot, act.Subject, c.Act),
            ActKind.Confirm => bid.Confirmed
                ? Decision<SessionEvent>.Nothing
                : new RecordConfirmed(c.Now, act.Lot, act.Subject, c.Act),
            _ => Raise(s, act, c),
        };
    }

    private static Decision<SessionEvent> Raise(Session.Running s, Act act, Perform c)
    {
        var id = Act.Id(SuiteOf(s), c.Act.Statement);
        if (s.Objections.Exists(o => o.Id == id))
            return Decision<SessionEvent>.Nothing;
        if (s.Objections.Count(o => o.Lot == act.Lot && o.Submission == act.Subject) >= MostObjections)
            return new Refusal(
                Reason.LimitReached,
                No.Acts,
                $"A bid raises at most {MostObjections} objections.",
                "ask-the-host"
            );
        return new ObjectionRaised(c.Now, id, act.Lot, act.Subject, act.Text, c.Act);
    }

    // Before the opening nobody is known to be a bidder, and nobody must be (bidding-law:22).
    private static (ImmutableList<OpenedBid> Bids, Refusal? Refusal) BidsOf(Session.Running s, string lot) =>
        s.Lots.GetValueOrDefault(lot) switch
        {
            null => ([], No.NoLot(lot)),
            Lot.Opened l => (l.Bids, null),
            Lot.Failed { Cause: LotFailure.FewOpened } l => (l.Bids, null),
            Lot.Failed => (
                [],
                new Refusal(
                    Reason.WrongPhase,
                    s.Terms.RulePack.MinimumSubmittedRule,
                    $"Lot '{lot}' failed; no bid of it was opened.",
                    "reload-session"
                )
            ),
            _ => (
                [],
                No.TooEarly(
                    "bidding-law:22",
                    $"Lot '{lot}' is not opened; until then nobody acts as its bidder.",
                    "wait-for-opening"
                )
            ),
        };

    private static bool Holds(Session.Running s, byte[] key, params ReadOnlySpan<Role> roles)
    {
        foreach (var role in s.Terms.Roles)
        {
            if (roles.Contains(role.Role) && role.Key.AsSpan().SequenceEqual(key))
                return true;
        }
        return false;
    }

    // Publication demands one suite for all lots.
    private static Suite SuiteOf(Session.Running s) => Suite.Find(s.Lots.First().Value.Policy.Suite)!;
}
