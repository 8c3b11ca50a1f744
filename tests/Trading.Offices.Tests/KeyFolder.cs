using System.Security.Cryptography;

namespace Trading.Offices.Tests;

/// <summary>An office's folder with two new keys, and the trust file that names them.</summary>
public sealed class KeyFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("office-");

    public KeyFolder(OfficeKind kind = OfficeKind.Gateway, string name = "phones")
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var fixedKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(KeyFiles.SigningFile, signing.ExportPkcs8PrivateKey());
        Write(KeyFiles.StaticFile, fixedKey.ExportPkcs8PrivateKey());
        Office = new TrustedOffice(kind, name, PointOf(signing), PointOf(fixedKey));
        WriteTrust(Office);
    }

    public TrustedOffice Office { get; }

    public string Folder => folder.FullName;

    public string Trust => Place("trust.txt");

    public OfficeSelf Load() => OfficeSelf.Load(Office.Kind, Folder, Trust);

    public string Place(string name) => Path.Combine(folder.FullName, name);

    public void WriteTrust(params TrustedOffice[] offices) =>
        File.WriteAllText(Trust, new TrustFile([], [], [], offices).ToText());

    public void Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Place(name), bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Place(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static byte[] PointOf(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return [4, .. q.X!, .. q.Y!];
    }
}
