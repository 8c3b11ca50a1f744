using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>What a trustee says to the platform; the word on the wire is <see cref="TrusteeMessage.Word"/>.</summary>
public enum TrusteeMessageKind
{
    /// <summary>Round 0: the commitment to message 1, 32 bytes.</summary>
    Commitment,

    /// <summary>Round 1: message 1 of the ceremony.</summary>
    Message1,

    /// <summary>Round 3: the signature over the transcript.</summary>
    Signature,

    /// <summary>The ceremony cannot succeed; <see cref="TrusteeBodies.Complaint"/>.</summary>
    Complaint,

    /// <summary>The lock certificate holds and the share is stored; empty body.</summary>
    Locked,

    /// <summary>A cosignature line for a checkpoint (UTF-8); lot is empty for the session's stream.</summary>
    Cosignature,

    /// <summary>
    /// A cosignature line for the frozen head and whether it came late; <see cref="TrusteeBodies.FreezeCosignature"/>.
    /// </summary>
    FreezeCosignature,

    /// <summary>A fresh nonce (32 bytes): the others please tell their time.</summary>
    AttestRequest,

    /// <summary>The nonce of another and the own time; <see cref="TrusteeBodies.Attestation"/>.</summary>
    Attestation,

    /// <summary>The partial openings of the frozen list: a partial batch.</summary>
    Partials,

    /// <summary>The answer to one point; <see cref="TrusteeBodies.Point"/>.</summary>
    Point,

    /// <summary>It refuses what was wanted; <see cref="TrusteeBodies.Refusal"/>.</summary>
    Refusal,
}

/// <summary>
/// One signed message of a trustee. The signature (P1363, 64 bytes) covers kind, session, lot and body,
/// so no message can be taken for another kind, session or lot. Source: docs/spec/trustee.md, "Messages".
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id, or empty where the message is about the session's own stream.</param>
/// <param name="Body">Canonical bytes of the kind, at most 16 MiB.</param>
/// <param name="Signature">64 bytes under the trustee's signing key.</param>
public sealed record TrusteeMessage(TrusteeMessageKind Kind, string Session, string Lot, byte[] Body, byte[] Signature)
{
    private static readonly (TrusteeMessageKind Kind, string Word)[] Words =
    [
        (TrusteeMessageKind.Commitment, "commitment"),
        (TrusteeMessageKind.Message1, "message1"),
        (TrusteeMessageKind.Signature, "signature"),
        (TrusteeMessageKind.Complaint, "complaint"),
        (TrusteeMessageKind.Locked, "locked"),
        (TrusteeMessageKind.Cosignature, "cosignature"),
        (TrusteeMessageKind.FreezeCosignature, "freeze-cosignature"),
        (TrusteeMessageKind.AttestRequest, "attest-request"),
        (TrusteeMessageKind.Attestation, "attestation"),
        (TrusteeMessageKind.Partials, "partials"),
        (TrusteeMessageKind.Point, "point"),
        (TrusteeMessageKind.Refusal, "refusal"),
    ];

    /// <summary>The kind's word on the wire.</summary>
    public static string Word(TrusteeMessageKind kind) => Words.First(w => w.Kind == kind).Word;

    /// <summary>The kind of that word; false for any other text.</summary>
    public static bool TryKind(string word, out TrusteeMessageKind kind)
    {
        var found = Array.Find(Words, w => w.Word == word);
        kind = found.Kind;
        return found.Word is not null;
    }

    /// <summary>
    /// What a trustee signs under <see cref="Tags.TrusteeMessage"/>: text kind ‖ text session ‖ text lot ‖ bytes body.
    /// </summary>
    public static byte[] Signed(TrusteeMessageKind kind, string session, string lot, byte[] body) =>
        new WireWriter().Text(Word(kind)).Text(session).Text(lot).Bytes(body).ToArray();

    /// <summary>Whether the signature holds under this signing key (65 bytes).</summary>
    public bool Verify(Suite suite, byte[] signingKey) =>
        SigningKey.Verify(suite, signingKey, Tags.TrusteeMessage, Signed(Kind, Session, Lot, Body), Signature);
}
