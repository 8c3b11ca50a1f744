using Trading.Crypto;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// Trustees' messages, whoever has the lock. Each is signed, is checked here before anything is kept, and may come any
/// number of times. What is about a lock itself goes to the procedure that has it (<see cref="ILockTaker"/>); heads of
/// public streams, clocks and refusals are the same for all and stay here.
/// </summary>
public sealed class TrusteePost(
    IEnumerable<ILockTaker> takers,
    Cosigning cosigning,
    Attestations attestations,
    InboxBell inbox,
    ReceiptBell receipts,
    SessionSignals signals,
    ILogger<TrusteePost> logger
)
{
    /// <summary>Takes a message; null when it was taken, or is known already.</summary>
    public async Task<Refusal?> TakeAsync(Caller trustee, TrusteeMessage message)
    {
        if (await FindAsync(message, trustee.Key) is not var (taker, policy))
            return No(Reason.NotFound, "There is no such session or lot.");
        var number = policy.NumberOf(trustee.Key);
        if (number == 0)
            return No(Reason.NotAllowed, "The lot's policy does not name this trustee.");
        if (!message.Verify(Suite.Find(policy.Suite)!, trustee.Key))
            return No(Reason.BadSignature, "The message's signature does not hold.");
        var refusal = await TakeAsync(taker, message, policy, number);
        if (refusal is null)
            Announce(message);
        return refusal;
    }

    internal static Refusal No(Reason reason, string detail) =>
        new(reason, "spec:trustee", detail, reason is Reason.TooEarly ? "wait-for-freeze" : "correct-and-send-again");

    private async ValueTask<(ILockTaker Taker, LockPolicy Policy)?> FindAsync(TrusteeMessage message, byte[] key)
    {
        foreach (var taker in takers)
            if (await taker.FindPolicyAsync(message.Session, message.Lot, key) is { } policy)
                return (taker, policy);
        return null;
    }

    private Task<Refusal?> TakeAsync(ILockTaker taker, TrusteeMessage message, LockPolicy policy, int number) =>
        message.Kind switch
        {
            TrusteeMessageKind.Cosignature when message.Lot.Length == 0 => Task.FromResult(
                cosigning.Take(taker.StreamOf(message.Session), policy, number, message.Body)
            ),
            TrusteeMessageKind.AttestRequest => Task.FromResult(Ask(message, number)),
            TrusteeMessageKind.Attestation => Task.FromResult(Attest(message, number)),
            TrusteeMessageKind.Refusal => Task.FromResult(Note(message, policy, number)),
            _ => taker.TakeAsync(message, policy, number),
        };

    private void Announce(TrusteeMessage message)
    {
        signals.Raise(message.Session);
        inbox.Ring();
        if (message.Kind is TrusteeMessageKind.Cosignature or TrusteeMessageKind.FreezeCosignature)
            receipts.Ring();
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

    private Refusal? Note(TrusteeMessage message, LockPolicy policy, int number)
    {
        if (!TrusteeBodies.TryRefusal(message.Body, out _, out var word, out _))
            return No(Reason.Malformed, "The refusal cannot be read.");
        // Only words that we know go to the log, never a stranger's text.
        if (Enum.TryParse<TrusteeReason>(word, out var reason))
            logger.LogWarning(
                "{Session}/{Lot}: trustee {Trustee} refuses: {Reason}",
                message.Session,
                message.Lot,
                policy.Trustees[number - 1].Name,
                reason
            );
        return null;
    }
}
