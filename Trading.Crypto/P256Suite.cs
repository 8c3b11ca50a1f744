using System.Security.Cryptography;

namespace Trading.Crypto;

/// <summary>
/// Suite 0x0001 from the platform's own primitives: SHA-256, HMAC, HKDF, AES-256-GCM, ECDSA over P-256 in P1363 form.
/// </summary>
internal sealed class P256Suite : Suite
{
    public override ushort Id => 0x0001;

    public override Group Group { get; } = new P256Group();

    internal override ushort KemId => 0x0010; // DHKEM(P-256, HKDF-SHA256)

    internal override ushort KdfId => 0x0001; // HKDF-SHA256

    internal override string CeremonyId => "COCKTAIL(P-256, SHA-256)";

    internal override string CeremonyPrefix => "COCKTAIL-DKG-P256-SHA256-";

    internal override string HashToCurveId => "P256_XMD:SHA-256_SSWU_RO_";

    internal override Aead CreateWideAead(ReadOnlySpan<byte> key) => new XaesGcm(key);

    public override void Hash(ReadOnlySpan<byte> data, Span<byte> destination) => SHA256.HashData(data, destination);

    public override RunningHash BeginHash() => new Sha256(IncrementalHash.CreateHash(HashAlgorithmName.SHA256));

    public override byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);

    public override RunningHash BeginHmac(ReadOnlySpan<byte> key) =>
        new Sha256(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    public override byte[] HkdfExtract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey)
    {
        var key = new byte[HashBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, inputKey, salt, key);
        return key;
    }

    public override byte[] HkdfExpand(ReadOnlySpan<byte> pseudoRandomKey, ReadOnlySpan<byte> info, int length)
    {
        var output = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandomKey, output, info);
        return output;
    }

    public override Aead CreateAead(ReadOnlySpan<byte> key) => new Aes256Gcm(key);

    public override bool VerifySignature(
        ReadOnlySpan<byte> publicPoint,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> signature
    ) =>
        publicPoint.Length == PointBytes
        && publicPoint[0] == 4
        && signature.Length == SignatureBytes
        && P256Verifier.Verify(publicPoint, message, signature);

    internal override SigningKey GenerateSigningKey() => P256SigningKey.Generate();

    internal override SigningKey? ReadSigningKey(ReadOnlySpan<byte> pkcs8) => P256SigningKey.Read(pkcs8);

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING of 66 bytes }
    internal override ReadOnlySpan<byte> SpkiPrefix =>
        [
            0x30,
            0x59,
            0x30,
            0x13,
            0x06,
            0x07,
            0x2a,
            0x86,
            0x48,
            0xce,
            0x3d,
            0x02,
            0x01,
            0x06,
            0x08,
            0x2a,
            0x86,
            0x48,
            0xce,
            0x3d,
            0x03,
            0x01,
            0x07,
            0x03,
            0x42,
            0x00,
        ];

    private sealed class Sha256(IncrementalHash hash) : RunningHash
    {
        public override void Append(ReadOnlySpan<byte> data) => hash.AppendData(data);

        public override void Finish(Span<byte> destination) => hash.GetHashAndReset(destination);

        public override void Dispose() => hash.Dispose();
    }

    private sealed class Aes256Gcm(ReadOnlySpan<byte> key) : Aead
    {
        private readonly AesGcm cipher = new(KeyOf(key), TagBytes);

        public override int NonceLength => NonceBytes;

        public override void Seal(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> plaintext,
            Span<byte> ciphertext,
            ReadOnlySpan<byte> associated
        ) =>
            cipher.Encrypt(
                nonce,
                plaintext,
                ciphertext[..plaintext.Length],
                ciphertext[plaintext.Length..],
                associated
            );

        private protected override bool Opens(
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> ciphertext,
            Span<byte> plaintext,
            ReadOnlySpan<byte> associated
        )
        {
            try
            {
                cipher.Decrypt(nonce, ciphertext[..^TagBytes], ciphertext[^TagBytes..], plaintext, associated);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }

        public override void Dispose() => cipher.Dispose();
    }
}
