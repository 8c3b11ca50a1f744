using System.Security.Cryptography;

namespace Trading.Crypto.Tests.Notes;

/// <summary>
/// Signing keys whose signatures are the same in every run, so that vectors can be frozen: ECDSA with RFC 6979 nonces
/// over our own group. Variable time, for tests only.
/// </summary>
internal sealed class FixedKey : ECDsa
{
    private static readonly Group Group = Suite.P256.Group;
    private readonly Scalar secret;

    private FixedKey(Scalar secret) => (this.secret, KeySizeValue) = (secret, 256);

    public static SigningKey From(string seed) =>
        new P256SigningKey(new FixedKey(Group.RandomScalar(new FixedEntropy(seed))));

    public static FixedKey From(byte[] secret) => new(Decode(secret));

    public override ECParameters ExportParameters(bool includePrivateParameters)
    {
        var point = Group.Multiply(secret, Group.Generator).Encode();
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = point[1..33], Y = point[33..] },
            D = includePrivateParameters ? secret.Encode() : null,
        };
    }

    public override byte[] SignHash(byte[] hash)
    {
        var digest = Group.Reduce(hash);
        var nonce = Nonce(digest);
        var r = Group.Reduce(Group.Multiply(nonce, Group.Generator).Encode().AsSpan(1, 32));
        var s = Group.Multiply(Group.Invert(nonce), Group.Add(digest, Group.Multiply(r, secret)));
        return [.. r.Encode(), .. s.Encode()];
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) => throw new NotSupportedException();

    // RFC 6979, section 3.2, for one block of output; a second draw is needed once in 2^32 signatures.
    private Scalar Nonce(Scalar digest)
    {
        byte[] v = [.. Enumerable.Repeat((byte)1, 32)],
            k = new byte[32],
            seed = [.. secret.Encode(), .. digest.Encode()];
        foreach (var step in new byte[] { 0, 1 })
        {
            k = Hmac(k, [.. v, step, .. seed]);
            v = Hmac(k, v);
        }
        return Decode(Hmac(k, v));
    }

    private static byte[] Hmac(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);

    private static Scalar Decode(byte[] bytes) =>
        Group.TryDecodeScalar(bytes, out var scalar) ? scalar : throw new ArgumentException("not below the order");
}
