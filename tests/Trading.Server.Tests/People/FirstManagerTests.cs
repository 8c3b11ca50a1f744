using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

public sealed class FirstManagerTests
{
    [Fact]
    public async Task The_first_manager_is_made_while_the_server_is_stopped_and_gets_in_with_a_one_time_password()
    {
        await using var server = await TestServer.StartAsync();
        var (code, _, error) = await RunAsync("", "--make-manager", "boss", "--data", server.Data);
        Assert.Equal(1, code);
        Assert.Contains("in use by another server", error, StringComparison.Ordinal);

        await server.KillAsync();
        (code, var output, _) = await RunAsync("", "--make-manager", "boss", "--data", server.Data);
        Assert.Equal(0, code);
        await server.StartAgainAsync();
        using var boss = server.Client();
        boss.With(await boss.ChangeAsync("boss", output.Trim(), StaffWorld.Good).Ok());
        await boss.Get("/api/people").Ok();
        Assert.Equal(
            "make boss",
            $"{(await boss.Get("/api/people/acts").Ok())[0].GetProperty("act")} "
                + $"{(await boss.Get("/api/people/acts").Ok())[0].GetProperty("about")}"
        );
    }

    [Fact]
    public async Task It_is_the_way_back_in_for_an_account_that_was_disabled_or_lost_its_password()
    {
        await using var server = await TestServer.StartAsync();
        using (var manager = await server.Client(server.Manager).SignInAsync())
        {
            (await server.HireAsync(manager, "boss", "Supervisor")).Dispose();
            await manager.Post("/api/people/boss/disable", new { }).Ok();
        }
        await server.KillAsync();
        Assert.Equal(
            (0, "", ""),
            await RunAsync(
                "a password from a pipe\nrest",
                "--data",
                server.Data,
                "--make-manager",
                "boss",
                "--password-stdin"
            )
        );
        await server.StartAgainAsync();
        using var boss = server.Client();
        boss.With(await boss.SignInAsync("boss", "a password from a pipe").Ok());
        Assert.Equal("[\"Manager\"]", (await boss.MeAsync()).GetProperty("roles").GetRawText());
    }

    [Theory]
    [InlineData(2, "--make-manager", "boss")]
    [InlineData(2, "--make-manager", "boss", "secret password", "--data", "x")]
    [InlineData(2, "--make-manager", "--data", "x")]
    [InlineData(1, "--make-manager", "Boss Man", "--data", "x")]
    [InlineData(1, "--make-manager", "boss", "--data", "x", "--password-stdin")]
    [InlineData(1, "--make-manager", "boss", "--data", "x")]
    public async Task Words_that_make_no_sense_and_short_passwords_are_refused_and_leave_nothing(
        int expected,
        params string[] words
    )
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await RunAsync(
            "too short",
            [.. words.Select(word => word == "x" ? folder["data"] : word)]
        );
        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.NotEmpty(error);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task A_folder_without_a_platform_is_refused_with_the_next_step_and_gets_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["data"]);
        var (code, output, error) = await RunAsync("", "--make-manager", "boss", "--data", folder["data"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"start the server once with --data {folder["data"]}", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data"]));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await FirstManager.RunAsync(words, new StringReader(input), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
