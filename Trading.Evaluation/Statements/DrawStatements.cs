using Trading.Crypto;
using Trading.Evaluation.Commitments;

namespace Trading.Evaluation.Statements;

/// <summary>
/// What host and custodian sign of a draw as a whole. Source: docs/spec/draw.md, "Statements".
/// </summary>
public static class DrawStatements
{
    /// <summary>
    /// What the host signs under <see cref="Tags.DrawPublish"/>: request hash (32) ‖ hash of each policy (32 each) ‖
    /// bytes of the custodian's box with the salt ‖ bytes of the gate's, which are none where the buyer fills no seat.
    /// </summary>
    public static byte[] Publication(
        Suite suite,
        byte[] requestHash,
        IReadOnlyList<byte[]> policies,
        byte[] salt,
        byte[] gateSalt
    )
    {
        ArgumentNullException.ThrowIfNull(policies);
        var writer = new WireWriter().Fixed(requestHash);
        foreach (var policy in policies)
            writer.Fixed(LockPolicyCodec.Hash(suite, policy));
        return writer.Bytes(salt).Bytes(gateSalt).ToArray();
    }

    /// <summary>
    /// What host and supervisor both sign under <see cref="Tags.DrawImport"/>: hash of the import (32) ‖ bytes of the
    /// gate's box with the salt.
    /// </summary>
    public static byte[] Import(byte[] importHash, byte[] gateSalt) =>
        new WireWriter().Fixed(importHash).Bytes(gateSalt).ToArray();

    /// <summary>
    /// What the custodian signs under <see cref="Tags.DrawCommitted"/>: request hash (32) ‖ root (32). The head under
    /// the root says whether it is a reduction.
    /// </summary>
    public static byte[] Commitment(byte[] requestHash, byte[] root) =>
        new WireWriter().Fixed(requestHash).Fixed(root).ToArray();

    /// <summary>
    /// What the custodian signs under <see cref="Tags.DrawShortage"/>: request hash (32) ‖ group (1) ‖ needed (4) ‖
    /// left (4) ‖ binding constraint (1).
    /// </summary>
    public static byte[] Shortage(byte[] requestHash, Shortage shortage)
    {
        ArgumentNullException.ThrowIfNull(shortage);
        return new WireWriter()
            .Fixed(requestHash)
            .U8((byte)shortage.Group)
            .U32((uint)shortage.Needed)
            .U32((uint)shortage.Left)
            .U8((byte)shortage.Binding)
            .ToArray();
    }
}
