using System.Security.Cryptography;
using Trading.Crypto;
using Trading.Evaluation.Releases;

namespace Trading.Trustee;

/// <summary>
/// A trustee's two keys as files of one folder, mode 0600: <c>signing.key</c> and <c>static.key</c>, both unencrypted
/// PKCS#8 DER on the named curve P-256. Which trustee they are is read from the trust file.
/// </summary>
public static class TrusteeKeys
{
    /// <summary>Name of the file of the key that signs.</summary>
    public const string SigningFile = "signing.key";

    /// <summary>Name of the file of the key for the ceremony.</summary>
    public const string StaticFile = "static.key";

    /// <summary>What every trustee opens: bids, and beacons and records of draws.</summary>
    public static IReadOnlyList<ILockRule> Rules { get; } = [new BidListRule(), new BeaconRule(), new SeatRule()];

    /// <summary>
    /// Reads both keys and finds their one name in the trust file; <see cref="TrusteeSetupException"/> where any of it
    /// is wrong.
    /// </summary>
    public static TrusteeSelf Load(string folder, TrustFile trust, bool clockIsOffset)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var suite = Suite.P256;
        var signingPath = Path.Combine(folder, SigningFile);
        if (!SigningKey.TryFromPkcs8(suite, PrivateFiles.ReadSecret(signingPath), out var signing))
            throw new TrusteeSetupException($"{signingPath} is no P-256 key.");
        var staticPath = Path.Combine(folder, StaticFile);
        var (secret, point) = ReadStatic(suite, staticPath);
        var named =
            trust.Trustees.FirstOrDefault(t => t.SigningKey.AsSpan().SequenceEqual(signing.PublicPoint))
            ?? throw new TrusteeSetupException($"The trust file names no trustee with the key of {signingPath}.");
        if (!named.StaticKey.AsSpan().SequenceEqual(point))
            throw new TrusteeSetupException($"{staticPath} is not {named.Name}'s static key in the trust file.");
        return new TrusteeSelf(named.Name, signing, secret, trust, clockIsOffset) { Rules = Rules };
    }

    private static (Scalar Secret, byte[] Point) ReadStatic(Suite suite, string path)
    {
        var bytes = PrivateFiles.ReadSecret(path);
        try
        {
            // Read as a signing key first: that reader refuses explicit curves and trailing bytes.
            if (!SigningKey.TryFromPkcs8(suite, bytes, out var checkedKey))
                throw new TrusteeSetupException($"{path} is no P-256 key.");
            using (checkedKey)
            using (var key = ECDsa.Create())
            {
                key.ImportPkcs8PrivateKey(bytes, out _);
                var d = key.ExportParameters(includePrivateParameters: true).D!;
                var secret =
                    suite.Group.TryDecodeScalar(d, out var scalar) && !scalar.IsZero
                        ? scalar
                        : throw new TrusteeSetupException($"{path} holds no scalar of the group.");
                CryptographicOperations.ZeroMemory(d);
                return (secret, checkedKey.PublicPoint);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
