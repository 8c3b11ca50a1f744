using Trading.Crypto;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// What trustees say of the opening's lots. Bytes go to the relay only after the stream has taken their hash, so the
/// stream never contradicts the relay; what is missing there is wanted again.
/// </summary>
public sealed class SessionTaker(
    Desks desks,
    RelayStore relay,
    HeadStore heads,
    Cosigning cosigning,
    PartialDesk partials,
    Clock clock
) : ILockTaker
{
    public async ValueTask<LockPolicy?> FindPolicyAsync(string owner, string lot, byte[] key)
    {
        if (await desks.FindAsync(owner) is not { } running)
            return null;
        return lot.Length == 0
            ? running.Lots.Values.FirstOrDefault(l => l.Policy.NumberOf(key) > 0)?.Policy
            : running.Lots.GetValueOrDefault(lot)?.Policy;
    }

    public string StreamOf(string owner) => Names.SessionStream(owner);

    public async Task<Refusal?> TakeAsync(TrusteeMessage message, LockPolicy policy, int trustee)
    {
        if (await desks.FindLotAsync(message.Session, message.Lot) is not { } lot)
            return TrusteePost.No(Reason.NotFound, "There is no such lot.");
        return message.Kind switch
        {
            TrusteeMessageKind.Commitment => await RelayAsync(message, lot, trustee, CeremonyRound.Commitment),
            TrusteeMessageKind.Message1 => await RelayAsync(message, lot, trustee, CeremonyRound.Message1),
            TrusteeMessageKind.Signature => await RelayAsync(message, lot, trustee, CeremonyRound.Signature),
            TrusteeMessageKind.Complaint => await ComplainAsync(message, policy, trustee),
            TrusteeMessageKind.Locked => Locked(message, lot, trustee),
            TrusteeMessageKind.Cosignature => cosigning.Take(
                Names.IntakeStream(message.Session, message.Lot),
                policy,
                trustee,
                message.Body
            ),
            TrusteeMessageKind.FreezeCosignature => await CosignFreezeAsync(message, lot, trustee),
            TrusteeMessageKind.Partials => await partials.TakeAsync(
                message.Session,
                lot,
                trustee,
                message.Body,
                message.Signature
            ),
            _ => TrusteePost.No(Reason.Malformed, "A lot of a session has no use for this kind of message."),
        };
    }

    private async Task<Refusal?> RelayAsync(TrusteeMessage message, Lot lot, int trustee, int round)
    {
        var hash = Suite.Find(lot.Policy.Suite)!.Hash(message.Body);
        var logged = await desks
            .Session(message.Session)
            .SendAsync(new LogCeremonyMessage(clock.Now, message.Lot, trustee, round, hash));
        // A lock that stands needs its ceremony no more: a late repetition is neither kept nor refused.
        if (lot is not Lot.Ceremony)
            return null;
        if (logged.IsAccepted)
            relay.PutMessage(message.Session, message.Lot, trustee, round, message.Body);
        return logged.Refusal;
    }

    private async Task<Refusal?> ComplainAsync(TrusteeMessage message, LockPolicy policy, int trustee)
    {
        if (!TrusteeBodies.TryComplaint(message.Body, out var accused, out var cause))
            return TrusteePost.No(Reason.Malformed, "The complaint cannot be read.");
        var wish =
            policy.Version > 1
                ? new FailCeremony(clock.Now, message.Lot, accused, cause, trustee, message.Signature)
                : new FailCeremony(clock.Now, message.Lot, accused, $"{policy.Trustees[trustee - 1].Name}: {cause}");
        return (await desks.Session(message.Session).SendAsync(wish)).Refusal;
    }

    private Refusal? Locked(TrusteeMessage message, Lot lot, int trustee)
    {
        if (lot is Lot.Ceremony)
            return TrusteePost.No(Reason.TooEarly, "There is no lock yet.");
        relay.MarkLocked(message.Session, message.Lot, trustee);
        return null;
    }

    private async Task<Refusal?> CosignFreezeAsync(TrusteeMessage message, Lot lot, int trustee)
    {
        if (!TrusteeBodies.TryFreezeCosignature(message.Body, out var late, out var line))
            return TrusteePost.No(Reason.Malformed, "The freeze cosignature cannot be read.");
        var stream = Names.IntakeStream(message.Session, message.Lot);
        if ((lot as Lot.Closed)?.Freeze is not { } freeze || heads.FindHead(stream, freeze.TreeSize) is not { } head)
            return TrusteePost.No(Reason.TooEarly, "The lot is not frozen.");
        if (!Cosigning.IsCosigned(head, lot.Policy, trustee, line))
            return TrusteePost.No(Reason.BadProof, "The line does not cosign the frozen head.");
        var cosigned = await desks
            .Session(message.Session)
            .SendAsync(new CosignFreeze(clock.Now, message.Lot, trustee, late, line));
        if (cosigned.IsAccepted)
            heads.PutCosignature(stream, head.Size, lot.Policy.Trustees[trustee - 1].Name, line);
        return cosigned.Refusal;
    }
}
