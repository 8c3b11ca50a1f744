using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>A P-256 private key (PKCS#8 DER) and, for a person, the certificate that goes with it.</summary>
public sealed class PersonKey : IDisposable
{
    private PersonKey(ECDsa key, byte[] certificate) => (Key, Certificate) = (key, certificate);

    public ECDsa Key { get; }

    /// <summary>DER; empty for a key without one (the platform's).</summary>
    public byte[] Certificate { get; }

    /// <summary>Uncompressed point, 65 bytes.</summary>
    public byte[] PublicPoint => PointOf(Key);

    public static PersonKey Of(ECDsa key, byte[] certificate) => new(key, certificate);

    /// <summary>
    /// Reads <c>NAME.key</c>; the certificate stands beside it as <c>NAME.der</c> unless a file is named.
    /// </summary>
    public static PersonKey Load(string keyFile, string? certificateFile = null)
    {
        var key = LoadKey(keyFile);
        var beside = certificateFile ?? Path.ChangeExtension(keyFile, ".der");
        if (certificateFile is null && !File.Exists(beside))
            return new PersonKey(key, []);
        var certificate = InputFile.Bytes(beside, "a certificate (DER)");
        return new PersonKey(key, certificate);
    }

    public static ECDsa LoadKey(string keyFile)
    {
        var bytes = InputFile.Bytes(keyFile, "a private key (PKCS#8 DER)");
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(bytes, out var read);
            if (read != bytes.Length || PointOf(key).Length != Suite.PointBytes)
                throw new CryptographicException("not a P-256 key");
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw CommandException.Usage(
                $"{InputFile.Shown(keyFile)} holds no P-256 private key (PKCS#8 "
                    + $"DER){(IsPem(bytes) ? ": it is a PEM text" : "")}.",
                "make one with: trading keygen"
            );
        }
    }

    private static bool IsPem(ReadOnlySpan<byte> bytes) => bytes.StartsWith("-----BEGIN"u8);

    /// <summary>P1363 signature (64 bytes) over a tagged message.</summary>
    public byte[] Sign(string tag, params ReadOnlySpan<byte[]> parts) => Sign(Tags.Join(tag, parts));

    public byte[] Sign(byte[] message) =>
        Key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => Key.Dispose();

    public static byte[] PointOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
