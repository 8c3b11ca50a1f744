namespace Trading.Crypto;

/// <summary>
/// Message 1 of a trustee: t commitment points (33 each) ‖ proof of possession (65) ‖ ephemeral point (33) ‖ for each
/// recipient, itself among them, the length of a ciphertext (8, big-endian) and the ciphertext. Our ciphertexts carry a
/// share and no payload, so each has exactly 48 bytes, and any other length is refused before anything is reserved for
/// it.
/// </summary>
internal sealed record CeremonyMessage(Point[] Commitment, byte[] Possession, Point Ephemeral, byte[][] Ciphertexts)
{
    public const int CiphertextBytes = Group.ScalarBytes + Suite.TagBytes;
    private const int PrefixBytes = 8;

    public static int Length(CeremonyParameters parameters) =>
        (parameters.Threshold + 1) * Group.CompressedBytes
        + Schnorr.SignatureBytes
        + parameters.Count * (PrefixBytes + CiphertextBytes);

    public byte[] ToBytes()
    {
        var writer = new WireWriter();
        foreach (var point in Commitment)
            writer.Fixed(point.EncodeCompressed());
        writer.Fixed(Possession).Fixed(Ephemeral.EncodeCompressed());
        foreach (var ciphertext in Ciphertexts)
            writer.U64((ulong)ciphertext.Length).Fixed(ciphertext);
        return writer.ToArray();
    }

    public static CeremonyFault TryParse(
        CeremonyParameters parameters,
        ReadOnlySpan<byte> bytes,
        out CeremonyMessage? message
    )
    {
        message = null;
        var surplus = bytes.Length - Length(parameters);
        if (surplus != 0)
            return surplus % Group.CompressedBytes == 0 ? CeremonyFault.WrongPolynomialLength : CeremonyFault.Malformed;
        var reader = new WireReader(bytes);
        var commitment = new Point[parameters.Threshold];
        foreach (ref var point in commitment.AsSpan())
            if (!TryPoint(parameters, ref reader, out point))
                return CeremonyFault.InvalidPoint;
        var possession = reader.Fixed(Schnorr.SignatureBytes);
        if (!TryPoint(parameters, ref reader, out var ephemeral))
            return CeremonyFault.InvalidPoint;
        var ciphertexts = new byte[parameters.Count][];
        foreach (ref var ciphertext in ciphertexts.AsSpan())
        {
            if (reader.U64() != CiphertextBytes)
                return CeremonyFault.Malformed;
            ciphertext = reader.Fixed(CiphertextBytes);
        }
        message = new CeremonyMessage(commitment, possession, ephemeral, ciphertexts);
        return CeremonyFault.None;
    }

    /// <summary>What the proof of possession signs: context ‖ commitment ‖ ephemeral.</summary>
    public static byte[] PossessionText(CeremonyParameters parameters, IEnumerable<Point> commitment, Point ephemeral)
    {
        var writer = new WireWriter().Fixed(parameters.Context);
        foreach (var point in commitment)
            writer.Fixed(point.EncodeCompressed());
        return writer.Fixed(ephemeral.EncodeCompressed()).ToArray();
    }

    private static bool TryPoint(CeremonyParameters parameters, ref WireReader reader, out Point point) =>
        parameters.Suite.Group.TryDecodeCompressed(reader.Fixed(Group.CompressedBytes), out point);
}
