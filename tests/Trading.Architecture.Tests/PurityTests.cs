using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Trading.Architecture.Tests;

/// <summary>
/// What the pure cores may never touch, read from the compiled assemblies, so that no pragma hides it from this test.
/// </summary>
public partial class PurityTests
{
    private static readonly string[] PureCores =
    [
        "Trading.Crypto",
        "Trading.Documents",
        "Trading.Streams",
        "Trading.Locks",
        "Trading.Media",
        "Trading.Opening",
        "Trading.Evaluation",
        "Trading.Scoring",
        "Trading.Recount",
        "Trading.Rooms",
    ];

    // One member of one type of one core, each with its reason.
    private static readonly HashSet<string> Exceptions =
    [
        // Entropy.System: the one overload that draws
        "Trading.Crypto: System.Security.Cryptography.RandomNumberGenerator",
    ];

    public static TheoryData<string> Cores() => [.. PureCores];

    [Theory, MemberData(nameof(Cores))]
    public void A_core_references_no_banned_type_or_member(string core)
    {
        var (types, members) = ReferencesOf(core);
        var (bannedTypes, bannedMembers, bannedNamespaces) = Banned();
        var hits = types
            .Where(t =>
                bannedTypes.Contains(t) || bannedNamespaces.Any(n => t.StartsWith(n + ".", StringComparison.Ordinal))
            )
            .Concat(members.Where(bannedMembers.Contains))
            .Where(hit => !Exceptions.Contains($"{core}: {hit}"));
        Assert.Empty(hits);
    }

    [Theory, MemberData(nameof(Cores))]
    public void A_core_is_built_with_the_banned_symbols_and_documented(string core) =>
        Assert.Contains(
            "<PureCore>true</PureCore>",
            File.ReadAllText(Path.Combine(Tree.Root, core, core + ".csproj")),
            StringComparison.Ordinal
        );

    [Theory, MemberData(nameof(Cores))]
    public void A_core_knows_no_logging_hosting_or_web_framework(string core)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, core + ".dll")));
        var reader = file.GetMetadataReader();
        var names = reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name));
        Assert.DoesNotContain(
            names,
            n =>
                n.StartsWith("Microsoft.", StringComparison.Ordinal)
                || n.StartsWith("System.Net", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_banned_symbol_names_its_replacement() =>
        Assert.All(BannedLines(), line => Assert.Matches(BannedLine(), line));

    [Theory]
    [InlineData("Trading.Scoring")]
    [InlineData("Trading.Recount")]
    public void A_scoring_core_spells_no_inexact_number(string core)
    {
        SyntaxKind[] types = [SyntaxKind.DoubleKeyword, SyntaxKind.FloatKeyword, SyntaxKind.DecimalKeyword];
        var hits =
            from file in Tree.SourcesOf(core)
            from token in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens()
            where types.Contains(token.Kind()) || token.Value is double or float or decimal
            select $"{Tree.Relative(file)}: {token}";
        Assert.Empty(hits);
    }

    [Fact]
    public void Only_the_curve_file_and_the_one_of_DTLS_name_BouncyCastle()
    {
        var files = Tree
            .Sources.Where(f =>
                !Tree.Relative(f).StartsWith("tests/", StringComparison.Ordinal)
                && File.ReadAllText(f).Contains("Org.BouncyCastle", StringComparison.Ordinal)
            )
            .Select(Tree.Relative);
        Assert.Equal(["Trading.Crypto/P256Group.cs", "Trading.Relay/Dtls/DtlsChannel.cs"], files.Order());
    }

    [Fact]
    public void No_file_uses_the_holes_of_the_old_library()
    {
        string[] holes =
        [
            "Tls",
            "Pkix",
            "Pkcs",
            "OpenSsl",
            "Bcpg",
            "Cms",
            "Tsp",
            "X509",
            "Crypto.Engines.Ies",
            "ECNamedCurveTable",
        ];
        Assert.All(
            Tree.SourcesOf("Trading.Crypto"),
            f =>
                Assert.DoesNotContain(
                    holes,
                    hole =>
                        File.ReadAllText(f).Contains("Org.BouncyCastle." + hole, StringComparison.Ordinal)
                        || File.ReadAllText(f).Contains("ECNamedCurveTable.", StringComparison.Ordinal)
                )
        );
    }

    [Theory, InlineData("Trading.Crypto"), InlineData("Trading.Documents")]
    public void Neither_Crypto_nor_Documents_knows_a_tender_word(string core)
    {
        var hits =
            from file in Tree.SourcesOf(core)
            from Match match in TenderWord().Matches(File.ReadAllText(file))
            select $"{Tree.Relative(file)}: {match.Value}";
        Assert.Empty(hits);
    }

    private static (HashSet<string> Types, HashSet<string> Members) ReferencesOf(string core)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, core + ".dll")));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.Select(t => NameOf(reader, t)).ToHashSet();
        var members = reader
            .MemberReferences.Select(reader.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m =>
                NameOf(reader, (TypeReferenceHandle)m.Parent)
                + "."
                + reader.GetString(m.Name).Replace("get_", "", StringComparison.Ordinal)
            )
            .ToHashSet();
        return (types, members);
    }

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
    }

    private static (HashSet<string> Types, HashSet<string> Members, string[] Namespaces) Banned()
    {
        var ids = BannedLines().Select(l => l.Split(';')[0]).ToList();
        // Floating point leaves no type reference behind unless boxed: the analyzer in the build watches its names.
        return ([.. Of("T:")], [.. Of("P:"), .. Of("M:").Select(m => m.Split('(')[0])], [.. Of("N:")]);
        IEnumerable<string> Of(string kind) =>
            ids.Where(i => i.StartsWith(kind, StringComparison.Ordinal)).Select(i => i[2..]);
    }

    private static IEnumerable<string> BannedLines() =>
        File.ReadLines(Path.Combine(Tree.Root, "build", "BannedSymbols.txt")).Where(l => l.Length > 0);

    [GeneratedRegex(@"^[TPMN]:[\w.(),]+;.{10,}$")]
    private static partial Regex BannedLine();

    [GeneratedRegex(@"\b\w*([Bb]idder|[Tt]ender|[Ee]xpert(?!ise)|[Pp]rocure)\w*\b|\b[Ll]ots?\b")]
    private static partial Regex TenderWord();
}
