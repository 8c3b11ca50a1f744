using System.Security.Cryptography;

namespace Trading.Offices;

/// <summary>
/// The two keys of an office as files of one folder, as those of a trustee: <c>signing.key</c> and <c>static.key</c>,
/// both unencrypted PKCS#8 DER on the named curve P-256, readable by their owner alone.
/// </summary>
public static class KeyFiles
{
    /// <summary>Name of the file of the key that signs.</summary>
    public const string SigningFile = "signing.key";

    /// <summary>Name of the file of the key to which others seal.</summary>
    public const string StaticFile = "static.key";

    private const int MostBytes = 4096;
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads both; an <see cref="OfficeSetupException"/> where one is missing, no key or not secret.</summary>
    internal static (SigningKey Signing, Scalar Static, byte[] StaticPoint) Read(string folder)
    {
        var (secret, point) = ReadStatic(Path.Combine(folder, StaticFile));
        return (ReadSigning(Path.Combine(folder, SigningFile)), secret, point);
    }

    private static SigningKey ReadSigning(string path)
    {
        var bytes = ReadSecret(path);
        try
        {
            return SigningKey.TryFromPkcs8(Suite.P256, bytes, out var key)
                ? key
                : throw new OfficeSetupException($"{path} is no P-256 key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static (Scalar Secret, byte[] Point) ReadStatic(string path)
    {
        var suite = Suite.P256;
        // Read as a signing key first: that reader refuses explicit curves and trailing bytes.
        using var checkedKey = ReadSigning(path);
        var bytes = checkedKey.ToPkcs8();
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(bytes, out _);
        var d = key.ExportParameters(includePrivateParameters: true).D!;
        try
        {
            return suite.Group.TryDecodeScalar(d, out var scalar) && !scalar.IsZero
                ? (scalar, checkedKey.PublicPoint)
                : throw new OfficeSetupException($"{path} holds no scalar of the group.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // A key that others may read is refused, because then it is no secret any more.
    private static byte[] ReadSecret(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new OfficeSetupException($"{path} is missing.");
        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & ~OwnersOwn) != 0)
            throw new OfficeSetupException($"{path} may be read by others: set its mode to 0600.");
        return file.Length <= MostBytes
            ? File.ReadAllBytes(path)
            : throw new OfficeSetupException($"{path} is no P-256 key.");
    }
}
