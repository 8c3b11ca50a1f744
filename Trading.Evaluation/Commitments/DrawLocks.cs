using Trading.Crypto;

namespace Trading.Evaluation.Commitments;

/// <summary>The three locks of a draw, all of one suite. Source: docs/spec/draw.md, "Locks".</summary>
/// <param name="Draw">Gives the beacon, and nothing else.</param>
/// <param name="Names">Opens a name record at its expert's arrival.</param>
/// <param name="Contact">Opens a contact record to the gateway.</param>
public sealed record DrawLocks(LockCertificate Draw, LockCertificate Names, LockCertificate Contact);
