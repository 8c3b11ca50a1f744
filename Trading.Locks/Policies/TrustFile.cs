using System.Text;
using System.Text.Unicode;
using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>A platform's signing key under its name.</summary>
/// <param name="Name">As it stands in notes.</param>
/// <param name="SigningKey">65 bytes.</param>
public sealed record TrustedPlatform(string Name, byte[] SigningKey);

/// <summary>A trustee's keys under its name.</summary>
/// <param name="Name">As it stands in notes and policies.</param>
/// <param name="SigningKey">65 bytes.</param>
/// <param name="StaticKey">Pᵢ, 65 bytes.</param>
public sealed record TrustedTrustee(string Name, byte[] SigningKey, byte[] StaticKey);

/// <summary>An office of a draw: a process that is neither the platform nor a trustee.</summary>
public enum OfficeKind
{
    /// <summary>Keeps the pool of experts.</summary>
    Custodian,

    /// <summary>Calls the experts who were drawn.</summary>
    Gateway,

    /// <summary>Admits them at the door.</summary>
    Gate,
}

/// <summary>An office's keys under its name.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Its name in this file.</param>
/// <param name="SigningKey">65 bytes: the key that policies name for the role.</param>
/// <param name="StaticKey">65 bytes: boxes for the office are sealed to it.</param>
public sealed record TrustedOffice(OfficeKind Kind, string Name, byte[] SigningKey, byte[] StaticKey);

/// <summary>A certificate authority for bidders and staff.</summary>
/// <param name="Name">Its name in this file.</param>
/// <param name="Certificate">DER.</param>
public sealed record TrustedAuthority(string Name, byte[] Certificate);

/// <summary>
/// Whom a user of the command line trusts, obtained outside the platform. Canonical text: lines <c>platform NAME
/// SPKI</c>, <c>trustee NAME SPKI P</c>, <c>ca NAME DER</c>, and <c>custodian</c>, <c>gateway</c>, <c>gate</c> as a
/// trustee's (base64), sorted by their bytes, each ended by one line feed. There is one spelling: whatever <see
/// cref="ToText"/> would not print is refused. Source: docs/spec/policy.md, "Trust file".
/// </summary>
public sealed class TrustFile
{
    /// <summary>Most characters of a file.</summary>
    public const int MostCharacters = 1 << 20;

    /// <summary>
    /// Makes a file; a name that stands twice, or breaks the form, or a key that is no point, is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public TrustFile(
        IEnumerable<TrustedPlatform> platforms,
        IEnumerable<TrustedTrustee> trustees,
        IEnumerable<TrustedAuthority> authorities,
        IEnumerable<TrustedOffice>? offices = null
    )
    {
        Offices = [.. offices ?? []];
        Platforms = [.. platforms];
        Trustees = [.. trustees];
        Authorities = [.. authorities];
        var lines = Lines().ToList();
        lines.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        text = string.Concat(lines.Select(l => Encoding.UTF8.GetString(l) + "\n"));
        var problem = Problem();
        if (problem.Length > 0)
            throw new ArgumentException(problem);
    }

    /// <summary>Platforms' keys.</summary>
    public IReadOnlyList<TrustedPlatform> Platforms { get; }

    /// <summary>Trustees' keys.</summary>
    public IReadOnlyList<TrustedTrustee> Trustees { get; }

    /// <summary>Certificate authorities.</summary>
    public IReadOnlyList<TrustedAuthority> Authorities { get; }

    /// <summary>Offices of draws.</summary>
    public IReadOnlyList<TrustedOffice> Offices { get; }

    /// <summary>The office of that kind with this signing key, or null.</summary>
    public TrustedOffice? FindOffice(OfficeKind kind, byte[]? signingKey) =>
        Offices.FirstOrDefault(o => o.Kind == kind && o.SigningKey.AsSpan().SequenceEqual(signingKey));

    /// <summary>Whether custodian, gateway and gate of the policy are offices of this file.</summary>
    public bool CoversOffices(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return FindOffice(OfficeKind.Custodian, policy.Roles.Custodian) is not null
            && FindOffice(OfficeKind.Gateway, policy.Roles.Gateway) is not null
            && FindOffice(OfficeKind.Gate, policy.Roles.Gate) is not null;
    }

    /// <summary>The certificates of all authorities, DER.</summary>
    public IReadOnlyList<byte[]> AuthorityCertificates => [.. Authorities.Select(a => a.Certificate)];

    /// <summary>The trustee of that name, or null.</summary>
    public TrustedTrustee? FindTrustee(string name) => Trustees.FirstOrDefault(t => t.Name == name);

    /// <summary>
    /// Whether the policy names only keys of this file: the platform's, and each trustee's two under its name.
    /// </summary>
    public bool Covers(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Platforms.Any(p => p.SigningKey.AsSpan().SequenceEqual(policy.PlatformKey))
            && policy.Trustees.All(t =>
                FindTrustee(t.Name) is { } known
                && known.SigningKey.AsSpan().SequenceEqual(t.SigningKey)
                && known.StaticKey.AsSpan().SequenceEqual(t.StaticKey)
            );
    }

    /// <summary>The canonical text.</summary>
    public string ToText() => text;

    /// <summary>
    /// Parses the canonical text; a departure from it is a <see cref="FormatException"/> that names the line.
    /// </summary>
    public static TrustFile Parse(string text) =>
        TryParse(text, out var file, out var problem) ? file : throw new FormatException(problem);

    /// <summary>
    /// Parses a file's bytes, which are UTF-8 without a byte order mark; false with one English sentence about what
    /// they are instead.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out TrustFile file, out string problem)
    {
        file = null!;
        problem =
            bytes.StartsWith("\uFEFF"u8)
                ? "The trust file begins with a byte order mark (BOM): save it as UTF-8 without one."
            : Utf8.IsValid(bytes) ? ""
            : "The trust file is not UTF-8: save it as UTF-8.";
        return problem.Length == 0 && TryParse(Encoding.UTF8.GetString(bytes), out file, out problem);
    }

    /// <summary>Parses the canonical text; false with one English sentence about the first departure from it.</summary>
    public static bool TryParse(string text, out TrustFile file, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        file = null!;
        if (text.Length > MostCharacters)
        {
            problem = "The trust file is too long.";
            return false;
        }
        var draft = new Draft();
        var lines = text.Split('\n');
        problem = lines[^1].Length == 0 ? "" : "The last line does not end.";
        for (var i = 0; i < lines.Length - 1 && problem.Length == 0; i++)
        {
            if (!draft.Add(lines[i].Split(' ')))
                problem = $"Line {i + 1} of the trust file is of no known kind.";
        }
        if (problem.Length > 0)
            return false;
        try
        {
            file = new TrustFile(draft.Platforms, draft.Trustees, draft.Authorities, draft.Offices);
        }
        catch (ArgumentException broken)
        {
            problem = broken.Message;
            return false;
        }
        // Order, base64 spelling and repetition are all caught by printing again.
        if (file.text == text)
            return true;
        problem = "The trust file is not in its canonical form: lines sorted by their bytes, canonical base64.";
        return false;
    }

    private readonly string text;

    private IEnumerable<byte[]> Lines() =>
        Platforms
            .Select(p => $"platform {p.Name} {Base64(Spki.Encode(Suite.P256, p.SigningKey))}")
            .Concat(
                Trustees.Select(t =>
                    $"trustee {t.Name} {Base64(Spki.Encode(Suite.P256, t.SigningKey))} {Base64(t.StaticKey)}"
                )
            )
            .Concat(Authorities.Select(a => $"ca {a.Name} {Base64(a.Certificate)}"))
            .Concat(
                Offices.Select(o =>
                    $"{WordOf(o.Kind)} {o.Name} {Base64(Spki.Encode(Suite.P256, o.SigningKey))} {Base64(o.StaticKey)}"
                )
            )
            .Select(Encoding.UTF8.GetBytes);

    private string Problem()
    {
        string[] names =
        [
            .. Platforms.Select(p => "platform " + p.Name),
            .. Trustees.Select(t => "trustee " + t.Name),
            .. Authorities.Select(a => "ca " + a.Name),
            .. Offices.Select(o => WordOf(o.Kind) + " " + o.Name),
        ];
        if (names.Length != names.Distinct(StringComparer.Ordinal).Count())
            return "A name stands twice in the trust file.";
        if (!names.All(n => PolicyRules.IsName(n[(n.IndexOf(' ', StringComparison.Ordinal) + 1)..])))
            return "A name in the trust file is empty, too long or holds white space or '+'.";
        byte[][] keys =
        [
            .. Platforms.Select(p => p.SigningKey),
            .. Trustees.SelectMany(t => new[] { t.SigningKey, t.StaticKey }),
            .. Offices.SelectMany(o => new[] { o.SigningKey, o.StaticKey }),
        ];
        if (!keys.All(k => Suite.P256.Group.TryDecode(k, out _)))
            return "A key in the trust file is no point of the curve.";
        return Authorities.All(a => Certificate.TryParse(a.Certificate, out _))
            ? ""
            : "A certificate in the trust file cannot be read.";
    }

    private static string WordOf(OfficeKind kind) =>
        kind switch
        {
            OfficeKind.Custodian => "custodian",
            OfficeKind.Gateway => "gateway",
            OfficeKind.Gate => "gate",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no office"),
        };

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    private sealed class Draft
    {
        public List<TrustedPlatform> Platforms { get; } = [];
        public List<TrustedTrustee> Trustees { get; } = [];
        public List<TrustedAuthority> Authorities { get; } = [];
        public List<TrustedOffice> Offices { get; } = [];

        public bool Add(string[] words)
        {
            switch (words)
            {
                case ["platform", var name, var spki] when Key(spki, out var key):
                    Platforms.Add(new(name, key));
                    return true;
                case ["trustee", var name, var spki, var point] when Key(spki, out var key) && Bytes(point, out var p):
                    Trustees.Add(new(name, key, p));
                    return true;
                case [var word, var name, var spki, var point]
                    when KindOf(word) is { } kind && Key(spki, out var key) && Bytes(point, out var p):
                    Offices.Add(new(kind, name, key, p));
                    return true;
                case ["ca", var name, var der] when Bytes(der, out var certificate):
                    Authorities.Add(new(name, certificate));
                    return true;
                default:
                    return false;
            }
        }

        private static OfficeKind? KindOf(string word) =>
            Enum.GetValues<OfficeKind>().Where(kind => WordOf(kind) == word).Cast<OfficeKind?>().FirstOrDefault();

        private static bool Key(string spki, out byte[] key)
        {
            key = [];
            return Bytes(spki, out var der) && Spki.TryDecode(Suite.P256, der, out key);
        }

        private static bool Bytes(string base64, out byte[] bytes)
        {
            bytes = new byte[base64.Length];
            if (!Convert.TryFromBase64String(base64, bytes, out var count))
                return false;
            bytes = bytes[..count];
            return true;
        }
    }
}
