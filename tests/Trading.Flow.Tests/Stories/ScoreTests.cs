using System.Net.Http.Json;
using System.Text.Json;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>Whoever has both compares bytes: what the server answers is what the command prints.</summary>
public class ScoreTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private static readonly (string Key, string[] Options)[] Prints =
    [
        ("rows", ["--json"]),
        ("reasons", ["--json", "--reasons"]),
        ("explained", ["--json", "--explain"]),
    ];

    [Fact]
    public Task The_server_answers_with_the_bytes_that_the_command_prints() =>
        TellAsync(async () =>
        {
            using var http = new HttpClient { BaseAddress = Platform.Url };
            var files = Directory.GetFiles(Path.Combine(Root(), "docs", "examples"), "*.json");
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                var request = new { tender = await File.ReadAllTextAsync(file), language = "Zh" };
                using var answer = await http.PostAsJsonAsync("/api/score", request);
                answer.EnsureSuccessStatusCode();
                using var result = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                foreach (var (key, options) in Prints)
                    Assert.Equal(
                        await Command.RunAsync(["score", file, .. options]),
                        (0, result.RootElement.GetProperty(key).GetRawText() + "\n")
                    );
            }
        });

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("not inside the project");
        return folder;
    }
}
