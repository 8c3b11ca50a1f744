using System.Xml.Linq;

namespace Trading.Architecture.Tests;

/// <summary>
/// The exact table of who may reference whom: a new arrow is a deliberate act, made here first and explained in
/// docs/ARCHITECTURE.md.
/// </summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Trading.Crypto"] = [],
        ["Trading.Documents"] = [],
        ["Trading.Streams"] = ["Trading.Crypto"],
        ["Trading.Locks"] = ["Trading.Streams"],
        ["Trading.Media"] = ["Trading.Crypto"], // rooms and grants: no expert and no tender
        ["Trading.Relay"] = ["Trading.Media"], // sockets and DTLS of calls; it knows no server
        ["Trading.Opening"] = ["Trading.Documents", "Trading.Locks"],
        ["Trading.Evaluation"] = ["Trading.Locks"],
        ["Trading.Scoring"] = [],
        ["Trading.Recount"] = [], // nothing of ours, ever: it checks the line above
        ["Trading.Rooms"] = ["Trading.Documents", "Trading.Recount", "Trading.Scoring", "Trading.Streams"], // no draw: a trustee trusts no room
        ["Trading.Trustee"] = ["Trading.Evaluation"], // what an operator has to trust: locks, and who sits after a draw
        ["Trading.Edge"] = ["Trading.Streams"], // what every process with a web origin needs; it knows no procedure
        ["Trading.Offices"] = ["Trading.Locks"], // how custodian, gateway and gate talk to the platform
        ["Trading.Pool"] = ["Trading.Edge", "Trading.Evaluation", "Trading.Offices"], // never the platform, and the platform never it
        ["Trading.Gateway"] = ["Trading.Edge", "Trading.Evaluation", "Trading.Offices"], // an outsider of the platform
        ["Trading.Gate"] =
        [
            "Trading.Documents", // it prints
            "Trading.Edge",
            "Trading.Evaluation",
            "Trading.Offices",
            "Trading.Rooms", // who sits in a room: its start and the certificate of a seat
        ],
        ["Trading.Server"] =
        [
            "Trading.Edge",
            "Trading.Evaluation",
            "Trading.Opening",
            "Trading.Relay", // calls of rooms: whoever may, from events
            "Trading.Rooms",
            "Trading.Scoring",
        ],
        ["Trading.Cli"] =
        [
            "Trading.Evaluation",
            "Trading.Media", // recordings: verified and exported
            "Trading.Scoring",
            "Trading.Opening",
            "Trading.Recount",
            "Trading.Rooms",
            "Trading.Trustee",
        ],
        ["Trading.LoadTests"] = ["Trading.Cli"],
        ["Trading.PageLoads"] = ["Trading.LoadTests"], // its cast, in a browser
        ["Trading.Bench"] =
        [
            "Trading.Evaluation",
            "Trading.Scoring",
            "Trading.Opening",
            "Trading.Recount",
            "Trading.Rooms",
            "Trading.Server",
            "Trading.Trustee",
        ], // the hour is the work of both
        ["Trading.Crypto.Tests"] = ["Trading.Crypto"],
        ["Trading.Documents.Tests"] = ["Trading.Documents"],
        ["Trading.Streams.Tests"] = ["Trading.Locks"], // the shell's contract has a lock in it
        ["Trading.Locks.Tests"] = ["Trading.Locks"],
        ["Trading.Media.Tests"] = ["Trading.Media"],
        ["Trading.Relay.Tests"] = ["Trading.Relay"],
        ["Trading.Opening.Tests"] = ["Trading.Opening"],
        ["Trading.Evaluation.Tests"] = ["Trading.Evaluation"],
        ["Trading.Rooms.Tests"] = ["Trading.Rooms"],
        ["Trading.Scoring.Tests"] = ["Trading.Scoring", "Trading.Recount"],
        ["Trading.Offices.Tests"] = ["Trading.Offices"],
        ["Trading.Trustee.Tests"] = ["Trading.Trustee"],
        ["Trading.Server.Tests"] = ["Trading.Server"],
        ["Trading.Pool.Tests"] = ["Trading.Pool"],
        ["Trading.Gate.Tests"] = ["Trading.Gate"],
        ["Trading.Gateway.Tests"] = ["Trading.Gateway"],
        ["Trading.Cli.Tests"] = ["Trading.Cli"],
        ["Trading.Flow.Tests"] = ["Trading.Cli", "Trading.Offices"],
        ["Trading.Recount.Tests"] = ["Trading.Recount"],
        ["Trading.Browser.Tests"] = ["Trading.Cli", "Trading.Offices"],
        ["Trading.Architecture.Tests"] =
        [
            "Trading.Documents",
            "Trading.Evaluation",
            "Trading.Media",
            "Trading.Scoring",
            "Trading.Opening",
            "Trading.Recount",
            "Trading.Rooms",
        ],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Trading.Crypto"] = ["BouncyCastle.Cryptography"],
        ["Trading.Documents"] = ["QRCoder"],
        ["Trading.Streams"] = [],
        ["Trading.Locks"] = [],
        ["Trading.Media"] = [],
        ["Trading.Relay"] = ["BouncyCastle.Cryptography"], // DTLS alone, in one file
        ["Trading.Opening"] = [],
        ["Trading.Evaluation"] = [],
        ["Trading.Scoring"] = [],
        ["Trading.Recount"] = [],
        ["Trading.Rooms"] = [],
        ["Trading.Trustee"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core"],
        ["Trading.Edge"] =
        [
            "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
            "Microsoft.AspNetCore.OpenApi",
            "Microsoft.Data.Sqlite",
            "Microsoft.EntityFrameworkCore.Sqlite",
            "SQLitePCLRaw.bundle_e_sqlite3",
            "SQLitePCLRaw.core",
        ],
        ["Trading.Offices"] = [],
        ["Trading.Pool"] = [],
        ["Trading.Gate"] = [],
        ["Trading.Gateway"] = [],
        ["Trading.Server"] =
        [
            "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
            "Microsoft.AspNetCore.OpenApi",
            "Microsoft.Data.Sqlite",
            "Microsoft.EntityFrameworkCore.Sqlite",
            "PdfPig", // documents that are scored masked
            "SQLitePCLRaw.bundle_e_sqlite3",
            "SQLitePCLRaw.core",
        ],
        ["Trading.Cli"] = ["System.CommandLine"],
    };

    public static TheoryData<string> ProjectFiles() => [.. Tree.Projects.Select(Tree.Relative)];

    [Theory, MemberData(nameof(ProjectFiles))]
    public void A_project_has_exactly_the_arrows_of_the_table(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the table");
        Assert.Equal(
            allowed.Order(),
            References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order()
        );
    }

    [Theory, MemberData(nameof(ProjectFiles))]
    public void A_product_project_has_exactly_the_packages_of_the_table(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        if (!AllowedPackages.TryGetValue(name, out var allowed))
            return; // tests, bench and load tests choose their tools
        Assert.Equal(allowed.Order(), References(project, "PackageReference").Order());
    }

    [Fact]
    public void Every_project_of_the_table_that_exists_is_in_the_solution()
    {
        var solution = XDocument
            .Load(Path.Combine(Tree.Root, "Trading.slnx"))
            .Descendants("Project")
            .Select(p => (string?)p.Attribute("Path"));
        Assert.Equal(Tree.Projects.Select(Tree.Relative).Order(), solution.Order());
    }

    [Fact]
    public void The_command_line_needs_no_web_framework()
    {
        foreach (
            var name in new[]
            {
                "Trading.Crypto",
                "Trading.Documents",
                "Trading.Streams",
                "Trading.Locks",
                "Trading.Opening",
                "Trading.Evaluation",
                "Trading.Scoring",
                "Trading.Recount",
                "Trading.Rooms",
                "Trading.Trustee",
                "Trading.Cli",
            }
        )
        {
            var text = File.ReadAllText(Path.Combine(Tree.Root, name, name + ".csproj"));
            Assert.Contains("Sdk=\"Microsoft.NET.Sdk\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("FrameworkReference", text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument
            .Load(Path.Combine(Tree.Root, project))
            .Descendants(kind)
            .Select(r => ((string?)r.Attribute("Include"))!.Replace('\\', '/'));
}
