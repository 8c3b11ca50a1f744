namespace Trading.Crypto.Tests.Envelope;

/// <summary>
/// A suite of another number with the same primitives: nothing but the number may keep the two apart, and nobody
/// outside a suite names an algorithm.
/// </summary>
internal sealed class OtherSuite : Suite
{
    public override ushort Id => 0x7777;
    public override Group Group => P256.Group;
    internal override ushort KemId => P256.KemId;
    internal override ushort KdfId => P256.KdfId;
    internal override string CeremonyId => P256.CeremonyId;
    internal override string CeremonyPrefix => P256.CeremonyPrefix;
    internal override string HashToCurveId => P256.HashToCurveId;
    internal override ReadOnlySpan<byte> SpkiPrefix => P256.SpkiPrefix;

    public override void Hash(ReadOnlySpan<byte> data, Span<byte> destination) => P256.Hash(data, destination);

    public override RunningHash BeginHash() => P256.BeginHash();

    public override RunningHash BeginHmac(ReadOnlySpan<byte> key) => P256.BeginHmac(key);

    public override byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => P256.Hmac(key, data);

    public override byte[] HkdfExtract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey) =>
        P256.HkdfExtract(salt, inputKey);

    public override byte[] HkdfExpand(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, int length) =>
        P256.HkdfExpand(pseudoRandomKey, info, length);

    public override Aead CreateAead(ReadOnlySpan<byte> key) => P256.CreateAead(key);

    internal override Aead CreateWideAead(ReadOnlySpan<byte> key) => P256.CreateWideAead(key);

    public override bool VerifySignature(
        ReadOnlySpan<byte> publicPoint,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> signature
    ) => P256.VerifySignature(publicPoint, message, signature);

    internal override SigningKey GenerateSigningKey() => P256.GenerateSigningKey();

    internal override SigningKey? ReadSigningKey(ReadOnlySpan<byte> pkcs8) => P256.ReadSigningKey(pkcs8);
}
