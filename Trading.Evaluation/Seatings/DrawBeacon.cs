using System.Buffers.Binary;
using Trading.Crypto;

namespace Trading.Evaluation.Seatings;

/// <summary>
/// What a draw asks trustees for: the beacon of session, root and number of the draw. Source: docs/spec/draw.md,
/// "Message of a draw".
/// </summary>
public static class DrawBeacon
{
    /// <summary>
    /// The beacon's message, 52 bytes: session as 16 bytes ‖ root (32) ‖ k (4). Of a session that is no id, or another
    /// root, an <see cref="ArgumentException"/> or <see cref="FormatException"/>.
    /// </summary>
    public static byte[] Message(string session, byte[] root, uint k)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (!Names.IsSession(session) || root.Length != Suite.HashBytes)
            throw new ArgumentException("The session or the root has another length.", nameof(session));
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, k);
        return [.. Convert.FromHexString(session), .. root, .. number];
    }

    /// <summary>The beacon, and how trustees answer it under the draw's lock.</summary>
    public static (Beacon Beacon, PartialOpening Opening) Of(LockCertificate draw, string session, byte[] root, uint k)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var beacon = new Beacon(draw.Suite, Message(session, root, k));
        return (beacon, beacon.Opening(draw.Threshold, draw.VerificationShares, draw.LockId));
    }

    /// <summary>
    /// The value from answers, 32 bytes, and each answer that was refused, by its trustee; null where fewer than t of
    /// different trustees hold.
    /// </summary>
    public static (byte[]? Value, IReadOnlyList<(int Trustee, PartialFault Fault)> Refused) ValueOf(
        LockCertificate draw,
        string session,
        byte[] root,
        uint k,
        IEnumerable<PartialBatch> answers
    )
    {
        var (beacon, opening) = Of(draw, session, root, k);
        var combined = opening.Combine(answers);
        return (combined.Shared is { } shared ? beacon.ValueOf(shared[0]) : null, combined.Refused);
    }
}
