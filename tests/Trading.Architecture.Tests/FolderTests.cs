using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trading.Architecture.Tests;

/// <summary>
/// Arrows between the folders of one project, as the compiler resolves them: folders are namespaces, and no two of them
/// know each other in a circle. A project's files that lie in no folder are the folder ".".
/// </summary>
public class FolderTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Trading.Streams/."] = [],
        ["Trading.Streams/Acts"] = ["."],
        ["Trading.Streams/Archives"] = ["."],
        ["Trading.Streams/Audits"] = [".", "Archives", "Codec", "Heads"],
        ["Trading.Streams/Codec"] = ["."],
        ["Trading.Streams/Heads"] = ["."],
        ["Trading.Locks/Policies"] = [],
        ["Trading.Locks/Lists"] = ["Policies"],
        ["Trading.Locks/Sources"] = ["Policies", "Trustee"],
        ["Trading.Locks/Trustee"] = ["Lists", "Policies"],
        ["Trading.Media/Audits"] = ["Codecs", "Export", "Recording"],
        ["Trading.Media/Codecs"] = [],
        ["Trading.Media/Export"] = ["Codecs", "Recording"],
        ["Trading.Media/Forwarding"] = ["Codecs", "Rtp"],
        ["Trading.Media/Recording"] = [],
        ["Trading.Media/Rooms"] = [],
        ["Trading.Media/Rtp"] = [],
        ["Trading.Media/Sdp"] = [],
        ["Trading.Media/Srtp"] = ["Rtp"],
        ["Trading.Media/Stun"] = [],
        ["Trading.Relay/."] = [],
        ["Trading.Relay/Dtls"] = [],
        ["Trading.Relay/Live"] = [".", "Dtls", "Sockets"],
        ["Trading.Relay/Recorder"] = ["."],
        ["Trading.Relay/Sockets"] = ["."],
        ["Trading.Opening/Amounts"] = [],
        ["Trading.Opening/Publications"] = ["Amounts"],
        ["Trading.Opening/Forms"] = ["Amounts", "Publications"],
        ["Trading.Opening/Intakes"] = [],
        ["Trading.Opening/Sessions"] = ["Forms", "Intakes", "Publications"],
        ["Trading.Opening/Steps"] = ["Forms", "Intakes", "Publications", "Sessions"],
        ["Trading.Opening/Deciders"] = ["Forms", "Intakes", "Publications", "Sessions", "Steps"],
        ["Trading.Opening/Codec"] = ["Forms", "Intakes", "Publications", "Sessions", "Steps"],
        ["Trading.Opening/Records"] = ["Amounts", "Forms", "Publications", "Sessions"],
        ["Trading.Opening/Archives"] = ["Codec", "Sessions"],
        ["Trading.Opening/Audits"] =
        [
            "Amounts",
            "Archives",
            "Codec",
            "Deciders",
            "Forms",
            "Intakes",
            "Publications",
            "Records",
            "Sessions",
            "Steps",
        ],
        ["Trading.Evaluation/Pool"] = [],
        ["Trading.Evaluation/Requests"] = ["Pool"],
        ["Trading.Evaluation/Commitments"] = ["Pool", "Requests"],
        ["Trading.Evaluation/Seatings"] = ["Commitments", "Requests"],
        ["Trading.Evaluation/Statements"] = ["Commitments", "Pool", "Requests", "Seatings"],
        ["Trading.Evaluation/Draws"] = ["Commitments", "Requests", "Seatings", "Statements"],
        ["Trading.Evaluation/Releases"] = ["Commitments", "Draws", "Requests", "Seatings", "Statements"],
        ["Trading.Evaluation/Archives"] = [],
        ["Trading.Evaluation/Audits"] = ["Archives", "Commitments", "Draws", "Requests", "Seatings", "Statements"],
        ["Trading.Rooms/Packs"] = [],
        ["Trading.Rooms/Starts"] = [],
        ["Trading.Rooms/Papers"] = ["Starts"],
        ["Trading.Rooms/Counts"] = ["Papers", "Starts"],
        ["Trading.Rooms/Rooms"] = ["Counts", "Packs", "Papers", "Starts"],
        ["Trading.Rooms/Recordings"] = ["Rooms"],
        ["Trading.Rooms/Archives"] = ["Counts", "Papers", "Rooms", "Starts"],
        ["Trading.Rooms/Reports"] = ["Counts", "Packs", "Papers", "Rooms", "Starts"],
        ["Trading.Rooms/Audits"] = ["Archives", "Counts", "Packs", "Papers", "Reports", "Rooms", "Starts"],
        ["Trading.Edge/."] = [],
        ["Trading.Edge/Accounts"] = ["Time"],
        ["Trading.Edge/Hosting"] = ["Requests", "Time"],
        ["Trading.Edge/Requests"] = ["Time"],
        ["Trading.Edge/SignIn"] = ["Accounts", "Requests", "Storage", "Time"],
        ["Trading.Edge/Storage"] = [],
        ["Trading.Edge/Time"] = [],
        // The composition root: nobody knows it.
        ["Trading.Gateway/."] = ["Http", "Notices", "Providers", "StandIn"],
        ["Trading.Gateway/Http"] = ["Links", "Notices", "Providers"],
        ["Trading.Gateway/Links"] = [],
        ["Trading.Gateway/Notices"] = ["Links", "Providers"],
        ["Trading.Gateway/Providers"] = [],
        ["Trading.Gateway/StandIn"] = ["Providers"],
        // The composition root: nobody knows it.
        ["Trading.Gate/."] = ["Desks", "Doors", "Http", "Identity", "Keys", "StandIn"],
        ["Trading.Gate/Desks"] = [],
        ["Trading.Gate/Doors"] = ["Identity"],
        ["Trading.Gate/Http"] = ["Doors", "Keys", "Register"],
        ["Trading.Gate/Identity"] = [],
        ["Trading.Gate/Keys"] = ["Doors"],
        ["Trading.Gate/Register"] = ["Doors"],
        ["Trading.Gate/StandIn"] = ["Identity"],
        // The composition root: nobody knows it.
        ["Trading.Pool/."] = ["Contacts", "Draws", "Experts", "Http", "Imports", "Managers"],
        ["Trading.Pool/Contacts"] = [],
        ["Trading.Pool/Draws"] = ["Experts"],
        ["Trading.Pool/Experts"] = ["Contacts"],
        ["Trading.Pool/Http"] = ["Draws", "Experts", "Imports"],
        ["Trading.Pool/Imports"] = ["Contacts", "Experts"],
        ["Trading.Pool/Managers"] = ["Experts"],
        // The composition root: nobody knows it.
        ["Trading.Server/."] =
        [
            "Announce",
            "Draws",
            "Locks",
            "Media",
            "Opening",
            "People",
            "Requests",
            "Rooms",
            "Scores",
            "Storage",
            "Streams",
            "Time",
        ],
        ["Trading.Server/Announce"] = ["Storage", "Streams"],
        ["Trading.Server/Locks"] = ["People", "Requests", "Storage", "Streams"],
        ["Trading.Server/Masks"] = [],
        ["Trading.Server/Media"] = ["People", "Requests", "Rooms", "Storage", "Streams"],
        ["Trading.Server/Draws"] = ["Locks", "People", "Requests", "Storage", "Streams"],
        ["Trading.Server/Opening"] = ["Locks", "People", "Requests", "Storage", "Streams", "Time"],
        ["Trading.Server/People"] = ["Requests", "Storage"],
        ["Trading.Server/Requests"] = [],
        ["Trading.Server/Rooms"] = ["Draws", "Masks", "Opening", "People", "Requests", "Storage", "Streams"],
        ["Trading.Server/Scores"] = ["Requests"],
        ["Trading.Server/Storage"] = [],
        ["Trading.Server/Streams"] = ["People", "Storage"],
        ["Trading.Server/Time"] = [],
    };

    // What the SDK uses everywhere, the web's too: a namespace that a project does not reference is none.
    private static readonly string[] ImplicitUsings =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    public static TheoryData<string> Cut() =>
        [.. Allowed.Keys.Select(k => k[..k.IndexOf('/', StringComparison.Ordinal)]).Distinct()];

    [Theory, MemberData(nameof(Cut))]
    public void The_folders_of_a_project_have_exactly_the_arrows_of_the_table(string project)
    {
        var expected = Allowed
            .Where(a => a.Key.StartsWith(project + "/", StringComparison.Ordinal))
            .SelectMany(a => a.Value.Select(to => $"{a.Key[(project.Length + 1)..]} -> {to}"))
            .ToList();
        var arrows = Arrows(project);
        Assert.Empty(arrows.Except(expected));
        Assert.Empty(expected.Except(arrows));
    }

    [Theory, MemberData(nameof(Cut))]
    public void A_folder_is_a_namespace(string project)
    {
        foreach (var file in Tree.SourcesOf(project))
        {
            var folder = Path.GetDirectoryName(Tree.Relative(file))!.Replace('/', '.');
            var named = CSharpSyntaxTree
                .ParseText(File.ReadAllText(file))
                .GetRoot()
                .DescendantNodes()
                .OfType<BaseNamespaceDeclarationSyntax>()
                .Select(n => n.Name.ToString());
            Assert.All(named, name => Assert.Equal(folder, name));
        }
    }

    [Theory, MemberData(nameof(Cut))]
    public void No_folder_is_in_a_circle(string project)
    {
        var left = Arrows(project).Select(a => a.Split(" -> ")).Select(a => (From: a[0], To: a[1])).ToList();
        // Folders to which nothing that is left points can be taken off; a circle stays.
        while (left.RemoveAll(a => !left.Exists(b => b.To == a.From)) > 0) { }
        Assert.Empty(left);
    }

    private static HashSet<string> Arrows(string project)
    {
        var usings = CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(name => $"global using {name};")));
        var trees = Tree.SourcesOf(project)
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: Tree.Relative(f)))
            .ToList();
        var compilation = CSharpCompilation.Create(project, trees.Append(usings), References(project));
        var arrows = new HashSet<string>(StringComparer.Ordinal);
        // What a project uses everywhere says nothing of a folder.
        foreach (var tree in trees.Where(t => Path.GetFileName(t.FilePath) != "GlobalUsings.cs"))
        {
            var model = compilation.GetSemanticModel(tree);
            var from = FolderOf(tree, project);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            foreach (var to in DeclaringTrees(model.GetSymbolInfo(name).Symbol).Select(t => FolderOf(t, project)))
                if (to != from)
                    arrows.Add($"{from} -> {to}");
        }
        return arrows;
    }

    private static IEnumerable<SyntaxTree> DeclaringTrees(ISymbol? symbol) =>
        symbol is null or INamespaceSymbol or IAliasSymbol
            ? []
            : symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.SyntaxTree);

    private static string FolderOf(SyntaxTree tree, string project)
    {
        var inside = tree.FilePath[(project.Length + 1)..];
        var slash = inside.LastIndexOf('/');
        return slash < 0 ? "." : inside[..slash];
    }

    // The framework's and our own assemblies lie beside or under this test's, the web's beside the framework's. What
    // else a project references stays unknown here; its own names are known all the same.
    private static IEnumerable<MetadataReference> References(string project)
    {
        var ours = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var names = ours.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        return ours.Concat(WebFramework().Where(a => !names.Contains(Path.GetFileName(a))))
            .Where(a => Path.GetFileNameWithoutExtension(a) != project)
            .Select(a => MetadataReference.CreateFromFile(a));
    }

    private static string[] WebFramework()
    {
        var framework = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var web = Path.Combine(framework.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", framework.Name);
        return Directory.GetFiles(web, "Microsoft.*.dll");
    }
}
