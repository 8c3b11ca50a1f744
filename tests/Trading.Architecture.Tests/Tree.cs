using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Trading.Architecture.Tests;

/// <summary>The working tree as text: projects, source files, functions.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Projects { get; } = Files("*.csproj");

    public static IReadOnlyList<string> Sources { get; } = Files("*.cs");

    public static IEnumerable<string> SourcesOf(string project) =>
        Sources.Where(f => Relative(f).StartsWith(project + "/", StringComparison.Ordinal));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>
    /// Every function with a body, and its lines from signature to closing brace, local functions inside included.
    /// </summary>
    public static IEnumerable<(string Where, int Lines)> Functions(string file)
    {
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file));
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
                continue;
            // Attributes and comments do not make a function long.
            var start = node.DescendantTokens().First(t => t.Parent is not (AttributeSyntax or AttributeListSyntax));
            var span = tree.GetLineSpan(
                Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start.SpanStart, node.Span.End)
            );
            yield return (
                $"{Relative(file)}:{span.StartLinePosition.Line + 1}",
                span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            );
        }
    }

    /// <summary>What a person wrote: nothing that was built, fetched or made by a run.</summary>
    public static IReadOnlyList<string> Files(string pattern) =>
        [.. FilesUnder(Root, pattern).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> FilesUnder(string folder, string pattern) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(f =>
                Path.GetFileName(f) is not ("artifacts" or "node_modules" or "bin" or "obj" or "data" or ".git")
            )
            .SelectMany(f => FilesUnder(f, pattern))
            .Concat(Directory.EnumerateFiles(folder, pattern));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Trading.slnx was not found above the tests");
        return folder;
    }
}
