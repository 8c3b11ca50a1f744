using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Trading.Cli;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>A manager at the command line: accounts, roles, the right to publish, and who changed what.</summary>
public partial class PeopleTests(ITestOutputHelper output) : OnSharedPlatform(output)
{
    private const string OwnPassword = "漓江的水清且绿 2026-11";

    [Fact]
    public Task Accounts_and_rights_are_made_changed_and_taken_back() =>
        TellAsync(async () =>
        {
            using var folder = new TemporaryFolder();
            var made = await ManageAsync("--make", "flow-li", "--name", "李明", "--role", "none");
            var oneTime = OneTime().Match(made).Groups[1].Value;
            Assert.NotEmpty(oneTime);
            Assert.Contains(
                "was made before",
                await ManageAsync("--make", "flow-li", "--name", "李明", "--role", "none"),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "flow-li  李明  no role  no key  has to change",
                await ManageAsync(),
                StringComparison.Ordinal
            );

            // A one-time password signs nobody in; its owner changes it at the sign-in page.
            var secret = Path.Combine(folder.Path, "password");
            await File.WriteAllTextAsync(secret, oneTime + "\n");
            var (exit, text) = await AsLiAsync(secret, "--acts");
            Assert.Equal(ExitCode.Failed, exit);
            Assert.DoesNotContain(oneTime, text, StringComparison.Ordinal);
            await ChangePasswordAsync(oneTime);
            await File.WriteAllTextAsync(secret, OwnPassword + "\r\n");
            Assert.Equal(ExitCode.Failed, (await AsLiAsync(secret, "--acts")).Exit);
            (exit, text) = await Command.RunAsync([
                "people",
                "--server",
                Platform.Url.AbsoluteUri,
                "--key",
                Platform.Crew.KeyPath("agent"),
            ]);
            Assert.Equal(ExitCode.Failed, exit);
            Assert.Contains("no manager's account has bound it", text, StringComparison.Ordinal);
            Assert.Contains("next: take a manager's key; or sign in at /sign-in", text, StringComparison.Ordinal);
            await ManageAsync("--put-role", "flow-li", "--role", "Supervisor");
            (exit, text) = await AsLiAsync(secret, "--acts");
            Assert.Equal(ExitCode.Done, exit);
            Assert.Matches("key [0-9a-f]{4} [0-9a-f ]+  roles  flow-li  Supervisor", text);
            Assert.DoesNotContain(OwnPassword, text, StringComparison.Ordinal);

            await ManageAsync("--give", "流程测试中心", "--certificate", Platform.Crew.CertificatePath("agent"));
            Assert.Matches("publishes as 流程测试中心: key [0-9a-f ]+, given", await ManageAsync());
            await ManageAsync("--take", "流程测试中心");
            Assert.Matches("流程测试中心.*taken back", await ManageAsync());
            await ManageAsync("--disable", "flow-li");
            Assert.Equal(ExitCode.Failed, (await AsLiAsync(secret, "--acts")).Exit);
            await ManageAsync("--enable", "flow-li");
            Assert.NotEmpty(OneTime().Match(await ManageAsync("--reset", "flow-li")).Groups[1].Value);
        });

    [Theory]
    [InlineData("two deeds", "--reset", "a", "--disable", "a")]
    [InlineData("--user or --certificate", "--give", "某中心")]
    [InlineData("--role is missing", "--put-role", "a")]
    [InlineData("Say who you are", "--as", "a")]
    public async Task What_is_half_said_is_refused_before_anything_is_asked(string why, params string[] words)
    {
        var (exit, text) = await RunAsync(words);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(why, text, StringComparison.Ordinal);
    }

    private static async Task<string> ManageAsync(params string[] words)
    {
        var (exit, text) = await RunAsync(words);
        Assert.True(exit == ExitCode.Done, text);
        return text;
    }

    private static Task<(int Exit, string Text)> RunAsync(params string[] words) =>
        Command.RunAsync([
            "people",
            "--server",
            Platform.Url.AbsoluteUri,
            "--key",
            Platform.Crew.KeyPath("manager"),
            .. words,
        ]);

    private static Task<(int Exit, string Text)> AsLiAsync(string secret, params string[] words) =>
        Command.RunAsync([
            "people",
            "--server",
            Platform.Url.AbsoluteUri,
            "--as",
            "flow-li",
            "--password-file",
            secret,
            .. words,
        ]);

    private static async Task ChangePasswordAsync(string password)
    {
        using var http = new HttpClient { BaseAddress = Platform.Url };
        using var answer = await http.PostAsJsonAsync(
            "/api/sign-in/password/change",
            new
            {
                user = "flow-li",
                password,
                newPassword = OwnPassword,
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("one-time password ([a-z0-9-]+), until")]
    private static partial Regex OneTime();
}
