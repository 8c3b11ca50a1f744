using System.Text;
using Trading.Crypto;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// Trustees' messages. Each is signed, is checked here before anything is kept, and may come any number of times. Bytes
/// go to the relay only after the stream has taken their hash, so the stream never contradicts the relay; what is
/// missing there is wanted again.
/// </summary>
public sealed class TrusteePost(
    Desks desks,
    RelayStore relay,
    HeadStore heads,
    Attestations attestations,
    PartialDesk partials,
    InboxBell inbox,
    ReceiptBell receipts,
    SessionSignals signals,
    Clock clock,
    ILogger<TrusteePost> logger
)
{
    private static readonly int[] CosignableHeads = [1, 8];

    /// <summary>Takes a message; null when it was taken, or is known already.</summary>
    public async Task<Refusal?> TakeAsync(Caller trustee, TrusteeMessage message)
    {
        if (await desks.FindAsync(message.Session) is not { } running)
            return No(Reason.NotFound, "There is no such session.");
        var lot =
            message.Lot.Length == 0
                ? running.Lots.Values.FirstOrDefault(l => l.Policy.NumberOf(trustee.Key) > 0)
                : running.Lots.GetValueOrDefault(message.Lot);
        if (lot is null)
            return No(Reason.NotFound, "There is no such lot.");
        var number = lot.Policy.NumberOf(trustee.Key);
        if (number == 0)
            return No(Reason.NotAllowed, "The lot's policy does not name this trustee.");
        if (!message.Verify(Suite.Find(lot.Policy.Suite)!, trustee.Key))
            return No(Reason.BadSignature, "The message's signature does not hold.");
        var refusal = await TakeAsync(trustee, message, lot, number);
        if (refusal is null)
            Announce(message);
        return refusal;
    }

    private Task<Refusal?> TakeAsync(Caller trustee, TrusteeMessage message, Lot lot, int number) =>
        message.Kind switch
        {
            TrusteeMessageKind.Commitment => RelayAsync(message, lot, number, CeremonyRound.Commitment),
            TrusteeMessageKind.Message1 => RelayAsync(message, lot, number, CeremonyRound.Message1),
            TrusteeMessageKind.Signature => RelayAsync(message, lot, number, CeremonyRound.Signature),
            TrusteeMessageKind.Complaint => ComplainAsync(trustee, message, lot, number),
            TrusteeMessageKind.Locked => Task.FromResult(Locked(message, lot, number)),
            TrusteeMessageKind.Cosignature => Task.FromResult(Cosign(trustee, message, lot, number)),
            TrusteeMessageKind.FreezeCosignature => CosignFreezeAsync(trustee, message, lot, number),
            TrusteeMessageKind.AttestRequest => Task.FromResult(Ask(message, number)),
            TrusteeMessageKind.Attestation => Task.FromResult(Attest(message, number)),
            TrusteeMessageKind.Partials => partials.TakeAsync(
                message.Session,
                lot,
                number,
                message.Body,
                message.Signature
            ),
            TrusteeMessageKind.Refusal => Task.FromResult(Note(trustee, message)),
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.Kind, "a kind without a place"),
        };

    private void Announce(TrusteeMessage message)
    {
        signals.Raise(message.Session);
        inbox.Ring();
        if (message.Kind is TrusteeMessageKind.Cosignature or TrusteeMessageKind.FreezeCosignature)
            receipts.Ring();
    }

    private async Task<Refusal?> RelayAsync(TrusteeMessage message, Lot lot, int number, int round)
    {
        var hash = Suite.Find(lot.Policy.Suite)!.Hash(message.Body);
        var logged = await desks
            .Session(message.Session)
            .SendAsync(new LogCeremonyMessage(clock.Now, message.Lot, number, round, hash));
        // A lock that stands needs its ceremony no more: a late repetition is neither kept nor refused.
        if (lot is not Lot.Ceremony)
            return null;
        if (logged.IsAccepted)
            relay.PutMessage(message.Session, message.Lot, number, round, message.Body);
        return logged.Refusal;
    }

    private async Task<Refusal?> ComplainAsync(Caller trustee, TrusteeMessage message, Lot lot, int number)
    {
        if (!TrusteeBodies.TryComplaint(message.Body, out var accused, out var cause))
            return No(Reason.Malformed, "The complaint cannot be read.");
        var wish =
            lot.Policy.Version > 1
                ? new FailCeremony(clock.Now, message.Lot, accused, cause, number, message.Signature)
                : new FailCeremony(clock.Now, message.Lot, accused, $"{trustee.Name}: {cause}");
        return (await desks.Session(message.Session).SendAsync(wish)).Refusal;
    }

    private Refusal? Locked(TrusteeMessage message, Lot lot, int number)
    {
        if (lot is Lot.Ceremony)
            return No(Reason.TooEarly, "There is no lock yet.");
        relay.MarkLocked(message.Session, message.Lot, number);
        return null;
    }

    // A cosignature does not name its head; it is tried on the newest, then on a few, because a newer head may have
    // been signed meanwhile.
    private Refusal? Cosign(Caller trustee, TrusteeMessage message, Lot lot, int number)
    {
        var stream =
            message.Lot.Length == 0
                ? Names.SessionStream(message.Session)
                : Names.IntakeStream(message.Session, message.Lot);
        var line = Encoding.UTF8.GetString(message.Body);
        foreach (var head in CosignableHeads.SelectMany(most => heads.RecentHeads(stream, most)))
        {
            if (!IsCosigned(head, lot.Policy, number, line))
                continue;
            heads.PutCosignature(stream, head.Size, trustee.Name, line);
            return null;
        }
        return No(Reason.BadProof, "The line cosigns none of the newest heads.");
    }

    private async Task<Refusal?> CosignFreezeAsync(Caller trustee, TrusteeMessage message, Lot lot, int number)
    {
        if (!TrusteeBodies.TryFreezeCosignature(message.Body, out var late, out var line))
            return No(Reason.Malformed, "The freeze cosignature cannot be read.");
        var stream = Names.IntakeStream(message.Session, message.Lot);
        if (FreezeOf(lot) is not { } freeze || heads.FindHead(stream, freeze.TreeSize) is not { } head)
            return No(Reason.TooEarly, "The lot is not frozen.");
        if (!IsCosigned(head, lot.Policy, number, line))
            return No(Reason.BadProof, "The line does not cosign the frozen head.");
        var cosigned = await desks
            .Session(message.Session)
            .SendAsync(new CosignFreeze(clock.Now, message.Lot, number, late, line));
        if (cosigned.IsAccepted)
            heads.PutCosignature(stream, head.Size, trustee.Name, line);
        return cosigned.Refusal;
    }

    private Refusal? Ask(TrusteeMessage message, int number)
    {
        if (message.Body.Length != TrusteeBodies.NonceBytes)
            return No(Reason.Malformed, $"A nonce has {TrusteeBodies.NonceBytes} bytes.");
        attestations.Ask(message.Session, message.Lot, number, message.Body, message.Signature);
        return null;
    }

    private Refusal? Attest(TrusteeMessage message, int number)
    {
        if (!TrusteeBodies.TryAttestation(message.Body, out var nonce, out _))
            return No(Reason.Malformed, "The attestation cannot be read.");
        attestations.Answer(
            message.Session,
            message.Lot,
            nonce,
            new PeerAttestation((byte)number, message.Body, message.Signature)
        );
        return null; // an answer to a question that nobody asks any more is no mistake of the trustee
    }

    private Refusal? Note(Caller trustee, TrusteeMessage message)
    {
        if (!TrusteeBodies.TryRefusal(message.Body, out _, out var word, out _))
            return No(Reason.Malformed, "The refusal cannot be read.");
        // Only words that we know go to the log, never a stranger's text.
        if (Enum.TryParse<TrusteeReason>(word, out var reason))
            logger.LogWarning(
                "{Session}/{Lot}: trustee {Trustee} refuses: {Reason}",
                message.Session,
                message.Lot,
                trustee.Name,
                reason
            );
        return null;
    }

    private static bool IsCosigned(SignedHead head, LockPolicy policy, int number, string line) =>
        PlatformCheckpoint.TryRead(
            Suite.Find(policy.Suite)!,
            head.Note,
            head.Stream,
            policy.HeadKeys(),
            out var checkpoint
        )
        && checkpoint.TryCosigners(Suite.Find(policy.Suite)!, policy.HeadKeys(), [line], out var cosigners)
        && cosigners.ContainsKey(number);

    private static FreezeFacts? FreezeOf(Lot lot) => (lot as Lot.Closed)?.Freeze;

    private static Refusal No(Reason reason, string detail) =>
        new(reason, "spec:trustee", detail, reason is Reason.TooEarly ? "wait-for-freeze" : "correct-and-send-again");
}
