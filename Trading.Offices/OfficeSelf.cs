namespace Trading.Offices;

/// <summary>Who an office is: its kind and name as its own trust file has them, its two keys, whom it trusts.</summary>
/// <param name="Kind">Custodian, gateway or gate.</param>
/// <param name="Name">Its name in the trust file.</param>
/// <param name="SigningKey">Signs the way in and whatever it says.</param>
/// <param name="StaticKey">The secret behind its static key: what others seal to it opens under it.</param>
/// <param name="Trust">Obtained outside the platform.</param>
public sealed record OfficeSelf(OfficeKind Kind, string Name, SigningKey SigningKey, Scalar StaticKey, TrustFile Trust)
{
    private const int MostTrustBytes = 4 * TrustFile.MostCharacters; // of UTF-8

    /// <summary>
    /// Reads the keys and finds their one name in the trust file; <see cref="OfficeSetupException"/> where any of it is
    /// wrong.
    /// </summary>
    public static OfficeSelf Load(OfficeKind kind, string keysFolder, string trustPath)
    {
        var trust = ReadTrust(trustPath);
        var (signing, secret, point) = KeyFiles.Read(keysFolder);
        var named =
            trust.FindOffice(kind, signing.PublicPoint)
            ?? throw new OfficeSetupException(
                $"{trustPath} names no {Word(kind)} with the key of {Path.Combine(keysFolder, KeyFiles.SigningFile)}."
            );
        return named.StaticKey.AsSpan().SequenceEqual(point)
            ? new OfficeSelf(kind, named.Name, signing, secret, trust)
            : throw new OfficeSetupException(
                $"{Path.Combine(keysFolder, KeyFiles.StaticFile)} is not {named.Name}'s static key in {trustPath}."
            );
    }

    /// <summary>Prints no key.</summary>
    public override string ToString() => $"{Word(Kind)} {Name}";

    private static string Word(OfficeKind kind) => kind.ToString().ToLowerInvariant();

    private static TrustFile ReadTrust(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new OfficeSetupException($"{path} is missing.");
        if (file.Length > MostTrustBytes)
            throw new OfficeSetupException($"{path} is too long for a trust file.");
        return TrustFile.TryParse(File.ReadAllBytes(path), out var trust, out var problem)
            ? trust
            : throw new OfficeSetupException($"{path}: {problem}");
    }
}
