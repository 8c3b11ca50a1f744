using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Locks.Trustee;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>
/// What trustees say of the locks of draws. Messages of ceremonies go to the relay; answers are checked where they can
/// be (a beacon's; what is sealed for gateway and gate they check themselves) and kept until they are used.
/// </summary>
public sealed class DrawTaker(DrawDesks desks, RelayStore relay, PointAnswers answers, Clock clock) : ILockTaker
{
    /// <summary>An answer is a batch of one point, or such a batch in a box.</summary>
    private const int MostAnswerBytes = 1024;

    public async ValueTask<LockPolicy?> FindPolicyAsync(string owner, string lot, byte[] key)
    {
        if (await desks.FindAsync(owner) is not { } state)
            return null;
        return lot.Length == 0
            ? state.Facts.Policies.FirstOrDefault(p => p.NumberOf(key) > 0)
            : state.Facts.PolicyOf(lot);
    }

    public string StreamOf(string owner) => Names.DrawStream(owner);

    public async Task<Refusal?> TakeAsync(TrusteeMessage message, LockPolicy policy, int trustee)
    {
        if (await desks.FindAsync(message.Session) is not { } state)
            return TrusteePost.No(Reason.NotFound, "There is no such draw.");
        return message.Kind switch
        {
            TrusteeMessageKind.Commitment => Relay(state, message, trustee, CeremonyRound.Commitment),
            TrusteeMessageKind.Message1 => Relay(state, message, trustee, CeremonyRound.Message1),
            TrusteeMessageKind.Signature => Relay(state, message, trustee, CeremonyRound.Signature),
            TrusteeMessageKind.Complaint => await ComplainAsync(state),
            TrusteeMessageKind.Locked => Locked(state, message, trustee),
            TrusteeMessageKind.Point => Answer(state, message, policy, trustee),
            _ => TrusteePost.No(Reason.Malformed, "A draw has no use for this kind of message."),
        };
    }

    private Refusal? Relay(Draw.Published state, TrusteeMessage message, int trustee, int round)
    {
        // A lock that stands needs its ceremony no more: a late repetition is neither kept nor refused.
        if (state is Draw.Locking locking && !locking.Locks.ContainsKey(message.Lot))
            relay.PutMessage(message.Session, message.Lot, trustee, round, message.Body);
        return null;
    }

    private async Task<Refusal?> ComplainAsync(Draw.Published state) =>
        state is Draw.Locking
            ? (await desks.Of(state.Facts.Id).SendAsync(new EndDraw(clock.Now, DrawFailure.NoLock))).Refusal
            : null;

    private Refusal? Locked(Draw.Published state, TrusteeMessage message, int trustee)
    {
        if (state is Draw.Locking locking && !locking.Locks.ContainsKey(message.Lot))
            return TrusteePost.No(Reason.TooEarly, "There is no lock yet.");
        relay.MarkLocked(message.Session, message.Lot, trustee);
        return null;
    }

    private Refusal? Answer(Draw.Published state, TrusteeMessage message, LockPolicy policy, int trustee)
    {
        if (!TrusteeBodies.TryPoint(message.Body, out var subject, out var answer) || answer.Length > MostAnswerBytes)
            return TrusteePost.No(Reason.Malformed, "The answer cannot be read.");
        var isAsked = DrawQuestions
            .Of(state, clock.Now)
            .Any(q => q.Lot == message.Lot && q.Subject.AsSpan().SequenceEqual(subject));
        if (!isAsked)
            return null; // what nobody asks any more is no mistake of the trustee
        if (policy.Purpose == LockPurpose.Draw && BeaconFault(state, subject, trustee, answer) is { } fault)
            return TrusteePost.No(Reason.BadProof, $"The answer does not hold: {fault}.");
        answers.Put(message.Session, message.Lot, subject, trustee, answer);
        return null;
    }

    private static string? BeaconFault(Draw.Published state, byte[] subject, int trustee, byte[] answer)
    {
        if (state is not Draw.Locked locked || !DrawSubject.TryParse(subject, out var asked))
            return "it answers nothing";
        if (!PartialBatch.TryParse(state.Facts.Suite, answer, out var batch) || batch!.Trustee != trustee)
            return "it is no answer of this trustee";
        var (_, opening) = DrawBeacon.Of(locked.Certificates.Draw, state.Facts.Id, asked.Root, asked.Number);
        var fault = opening.Check(batch);
        return fault == PartialFault.None ? null : fault.ToString();
    }
}
