using System.Buffers.Binary;

namespace Trading.Crypto;

/// <summary>The two modes of RFC 9180 that envelopes use.</summary>
public enum KemMode : byte
{
    /// <summary>The recipient's key alone (mode_base).</summary>
    Base = 0,

    /// <summary>The recipient's key and a pre-shared second secret (mode_psk).</summary>
    Psk = 1,
}

/// <summary>
/// DHKEM of RFC 9180 over the suite's group, export-only (AEAD id 0xFFFF). Sizes: encapsulated point 65 bytes, shared
/// secret 32 bytes, an export at most 255 × 32 bytes. Trustees never hold the recipient's scalar: they combine x·R into
/// the shared point, and <see cref="FromSharedPoint"/> goes on from there. Source: RFC 9180, sections 4.1, 5.1 and 5.3;
/// docs/spec/lock.md, "Key encapsulation".
/// </summary>
public sealed class Dhkem
{
    /// <summary>The AEAD id that says: this context only exports.</summary>
    public const ushort ExportOnly = 0xFFFF;

    /// <summary>The least bytes of a pre-shared secret (RFC 9180, section 9.5).</summary>
    public const int LeastPskBytes = 32;

    private readonly Suite suite;

    internal Dhkem(Suite suite) => this.suite = suite;

    /// <summary>Draws an ephemeral scalar and encapsulates to the recipient's point.</summary>
    public (byte[] Encapsulated, byte[] SharedSecret) Encapsulate(Point recipient, Entropy entropy) =>
        Encapsulate(recipient, suite.Group.RandomScalar(entropy), entropy);

    /// <summary>
    /// Encapsulates with a given ephemeral scalar, which must be fresh and not zero. The entropy only blinds the
    /// multiplications.
    /// </summary>
    public (byte[] Encapsulated, byte[] SharedSecret) Encapsulate(Point recipient, Scalar ephemeral, Entropy entropy)
    {
        var points = suite.Group.MultiplySecret(ephemeral, [suite.Group.Generator, recipient], entropy);
        var encapsulated = points[0].Encode();
        return (encapsulated, FromSharedPoint(points[1], encapsulated, recipient));
    }

    /// <summary>
    /// The shared secret for the holder of the whole scalar; false where the encapsulated point is not a point.
    /// </summary>
    public bool TryDecapsulate(Scalar secret, ReadOnlySpan<byte> encapsulated, Entropy entropy, out byte[] sharedSecret)
    {
        sharedSecret = [];
        if (!suite.Group.TryDecode(encapsulated, out var ephemeral))
            return false;
        var points = suite.Group.MultiplySecret(secret, [suite.Group.Generator, ephemeral], entropy);
        sharedSecret = FromSharedPoint(points[1], encapsulated, points[0]);
        return true;
    }

    /// <summary>
    /// The shared secret (32 bytes) of a shared point that was computed elsewhere. The encapsulated bytes must be those
    /// of a point that was decoded; the identity as shared point or recipient is an
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    public byte[] FromSharedPoint(Point shared, ReadOnlySpan<byte> encapsulated, Point recipient)
    {
        Span<byte> x = stackalloc byte[U256.Bytes];
        shared.WriteX(x);
        var suiteId = Identifier("KEM"u8, suite.KemId);
        var key = LabeledExtract(suiteId, [], "eae_prk"u8, x);
        x.Clear();
        return LabeledExpand(
            suiteId,
            key,
            "shared_secret"u8,
            [.. encapsulated, .. recipient.Encode()],
            Suite.HashBytes
        );
    }

    /// <summary>
    /// Exports <paramref name="length"/> bytes for a context. In mode psk the secret has at least 32 bytes and both it
    /// and its id are given; in mode base both are empty; anything else is an <see cref="ArgumentException"/> (RFC
    /// 9180, VerifyPSKInputs).
    /// </summary>
    public byte[] Export(
        KemMode mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        ReadOnlySpan<byte> exporterContext,
        int length
    ) => Export(Schedule(mode, sharedSecret, info, psk, pskId, ExportOnly), exporterContext, length);

    /// <summary>
    /// The key schedule up to the exporter secret, for any AEAD id: the RFC's own values include ids that we never use.
    /// </summary>
    internal KeySchedule Schedule(
        KemMode mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        ushort aead
    )
    {
        CheckPsk(mode, psk, pskId);
        var suiteId = Identifier("HPKE"u8, suite.KemId, suite.KdfId, aead);
        var pskIdHash = LabeledExtract(suiteId, [], "psk_id_hash"u8, pskId);
        var infoHash = LabeledExtract(suiteId, [], "info_hash"u8, info);
        byte[] context = [(byte)mode, .. pskIdHash, .. infoHash];
        var secret = LabeledExtract(suiteId, sharedSecret, "secret"u8, psk);
        return new KeySchedule(
            suiteId,
            secret,
            context,
            LabeledExpand(suiteId, secret, "exp"u8, context, Suite.HashBytes)
        );
    }

    internal byte[] Export(in KeySchedule schedule, ReadOnlySpan<byte> exporterContext, int length) =>
        LabeledExpand(schedule.SuiteId, schedule.ExporterSecret, "sec"u8, exporterContext, length);

    internal readonly record struct KeySchedule(byte[] SuiteId, byte[] Secret, byte[] Context, byte[] ExporterSecret);

    private static void CheckPsk(KemMode mode, ReadOnlySpan<byte> psk, ReadOnlySpan<byte> pskId)
    {
        var complete = mode switch
        {
            KemMode.Base => psk.IsEmpty && pskId.IsEmpty,
            KemMode.Psk => psk.Length >= LeastPskBytes && !pskId.IsEmpty,
            _ => false,
        };
        if (!complete)
            throw new ArgumentException(
                $"Mode {mode} with a secret of {psk.Length} and an id of {pskId.Length} bytes.",
                nameof(psk)
            );
    }

    private static byte[] Identifier(ReadOnlySpan<byte> name, params ReadOnlySpan<ushort> numbers)
    {
        var identifier = new byte[name.Length + 2 * numbers.Length];
        name.CopyTo(identifier);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(identifier.AsSpan(name.Length + 2 * i), numbers[i]);
        return identifier;
    }

    private byte[] LabeledExtract(
        byte[] suiteId,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> label,
        ReadOnlySpan<byte> inputKey
    ) => suite.HkdfExtract(salt, [.. "HPKE-v1"u8, .. suiteId, .. label, .. inputKey]);

    private byte[] LabeledExpand(
        byte[] suiteId,
        byte[] key,
        ReadOnlySpan<byte> label,
        ReadOnlySpan<byte> info,
        int length
    ) =>
        suite.HkdfExpand(
            key,
            [(byte)(length >> 8), (byte)length, .. "HPKE-v1"u8, .. suiteId, .. label, .. info],
            length
        );
}
