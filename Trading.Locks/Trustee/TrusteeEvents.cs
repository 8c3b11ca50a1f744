namespace Trading.Locks.Trustee;

/// <summary>
/// Something that a trustee did or saw, kept in its own append-only store before anything of it is sent. An event that
/// is told holds the signed message itself: saying it again sends the same bytes. <paramref name="At"/> is the
/// trustee's own clock, UTC microseconds.
/// Source: docs/spec/trustee.md, "States".
/// </summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">What is told, or null.</param>
public abstract record TrusteeEvent(long At, TrusteeMessage? Message);

/// <summary>It accepted a policy and committed to its message 1.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>commitment</c>.</param>
/// <param name="Policy">Canonical policy bytes.</param>
public sealed record PolicyAccepted(long At, TrusteeMessage Message, byte[] Policy) : TrusteeEvent(At, Message);

/// <summary>It saw all commitments, its own among them, and revealed message 1.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>message1</c>.</param>
/// <param name="Commitments">In the policy's order.</param>
public sealed record MessageRevealed(long At, TrusteeMessage Message, IReadOnlyList<byte[]> Commitments)
    : TrusteeEvent(At, Message);

/// <summary>It verified all messages 1, holds its share and signed the transcript.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>signature</c>.</param>
/// <param name="LockId">32 bytes.</param>
public sealed record TranscriptSigned(long At, TrusteeMessage Message, byte[] LockId) : TrusteeEvent(At, Message);

/// <summary>The ceremony cannot succeed; nothing more happens to this lot here.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>complaint</c>.</param>
public sealed record CeremonyRefused(long At, TrusteeMessage Message) : TrusteeEvent(At, Message);

/// <summary>It verified the whole lock certificate and keeps its share for the release.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message"><c>locked</c>.</param>
/// <param name="OpenedAt">When the intake opened, UTC microseconds.</param>
/// <param name="Certificate">Canonical bytes of the lock certificate.</param>
public sealed record LockKept(long At, TrusteeMessage Message, long OpenedAt, byte[] Certificate)
    : TrusteeEvent(At, Message);

/// <summary>It cosigned a checkpoint.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>cosignature</c>.</param>
/// <param name="Head">The head.</param>
public sealed record HeadCosigned(long At, TrusteeMessage Message, StreamHead Head) : TrusteeEvent(At, Message);

/// <summary>It cosigned the frozen intake; that stream may not grow any more.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>freeze-cosignature</c>.</param>
/// <param name="Head">The head.</param>
/// <param name="Late">First seen after the allowed time.</param>
/// <param name="Orders">The orders that a late head was shown with, kept as evidence; empty for a timely one.</param>
public sealed record FreezeWitnessed(
    long At,
    TrusteeMessage Message,
    StreamHead Head,
    bool Late,
    IReadOnlyList<SignedAct> Orders
) : TrusteeEvent(At, Message);

/// <summary>
/// The platform signed two heads that cannot both be true, or let a frozen intake grow: its note convicts it.
/// </summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>refusal</c>.</param>
/// <param name="Note">The note that was refused.</param>
/// <param name="Own">The head that this trustee cosigned.</param>
public sealed record ForkSeen(long At, TrusteeMessage Message, string Note, StreamHead Own) : TrusteeEvent(At, Message);

/// <summary>It asked the others for the time.</summary>
/// <param name="At">Own clock at the request.</param>
/// <param name="Message">The <c>attest-request</c>; its body is the nonce.</param>
public sealed record TimeAsked(long At, TrusteeMessage Message) : TrusteeEvent(At, Message);

/// <summary>It told another trustee its own time.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>attestation</c>.</param>
public sealed record TimeTold(long At, TrusteeMessage Message) : TrusteeEvent(At, Message);

/// <summary>Enough others attested its clock, freshly and for its nonce.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Session">Session id.</param>
/// <param name="Lot">Lot id.</param>
/// <param name="Mark">Attested time: the earliest of the own clock and the attestations that count, UTC
/// microseconds.</param>
public sealed record TimeAttested(long At, string Session, string Lot, long Mark) : TrusteeEvent(At, null);

/// <summary>It released: its partial openings of exactly one list.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>partials</c>.</param>
/// <param name="ListHash">32 bytes: hash of the list.</param>
public sealed record PartialsReleased(long At, TrusteeMessage Message, byte[] ListHash) : TrusteeEvent(At, Message);

/// <summary>It opened one point; the message holds its subject.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>point</c>.</param>
/// <param name="Slot">Where it stands: no other subject is ever opened there.</param>
public sealed record PointOpened(long At, TrusteeMessage Message, string Slot) : TrusteeEvent(At, Message);

/// <summary>It refused a want; kept once for each kind of want and reason.</summary>
/// <param name="At">Own clock.</param>
/// <param name="Message">The <c>refusal</c>.</param>
public sealed record WantRefused(long At, TrusteeMessage Message) : TrusteeEvent(At, Message);
