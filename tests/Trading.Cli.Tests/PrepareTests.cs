namespace Trading.Cli.Tests;

/// <summary>What a host sees and says before a session is published, and who may publish at all.</summary>
public sealed class PrepareTests : IAsyncLifetime
{
    private const string Deadline = "2027-01-15T09:30:00+08:00";
    private static readonly long Close =
        DateTimeOffset.Parse(Deadline, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()
        * 1_000;
    private const long Day = 86_400_000_000;
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void A_deadline_is_shown_in_Beijing_time_and_taken_with_a_yes()
    {
        using var notes = new StringWriter();
        DeadlineQuestion.Ask(
            new Confirmation(new StringReader("y\n"), notes),
            Close,
            Close - 2 * Day - 3 * Day / 24,
            yes: false,
            far: false
        );
        Assert.Contains(
            "deadline 2027-01-15 09:30:00 北京时间 (Beijing time, UTC+8), in 2 d 3 h",
            notes.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("[y/N]", notes.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "n\n", false, false, "Not confirmed")]
    [InlineData(1, "\n", false, false, "Not confirmed")]
    [InlineData(1, "", false, false, "Not confirmed")]
    [InlineData(1, null, false, false, "Nobody can be asked here")]
    [InlineData(-1, "y\n", true, true, "has passed 1 d 0 h ago")]
    [InlineData(0, "y\n", true, true, "has passed")]
    [InlineData(61, "n\ny\n", false, false, "Not confirmed")]
    [InlineData(61, null, true, false, "more than 60 days ahead")]
    [InlineData(4_000, null, true, false, "Is the year 2027 meant?")]
    [InlineData(1, null, true, false, null)]
    [InlineData(60, null, true, false, null)]
    [InlineData(61, null, true, true, null)]
    [InlineData(61, "y\nyes\n", false, false, null)]
    public void Whatever_is_not_confirmed_is_refused(int daysAhead, string? answers, bool yes, bool far, string? why)
    {
        using var notes = new StringWriter();
        var confirmation = new Confirmation(answers is null ? null : new StringReader(answers), notes);
        var refused = Record.Exception(() =>
            DeadlineQuestion.Ask(confirmation, Close, Close - daysAhead * Day, yes, far)
        );
        if (why is null)
            Assert.Null(refused);
        else
            Assert.Contains(why, Assert.IsType<CommandException>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_nothing_is_sent_and_the_next_step_names_the_key()
    {
        using var counter = new Counter(request => Answer(request, "null"));
        var ran = await PrepareAsync(counter, "--yes");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("no right to publish", ran.Error, StringComparison.Ordinal);
        Assert.Contains(
            "ask a manager of the platform for it; it is given to your certificate, key "
                + $"{KeyPrint.Of(hall.Publisher.Key!)}",
            ran.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(counter.Calls, call => call.StartsWith("POST /api/sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_without_yes_is_refused_before_anything_is_published_and_told_the_option()
    {
        using var counter = new Counter(request => Answer(request, """{"name":"漓江代理","key":null}"""));
        var ran = await PrepareAsync(counter);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("say --yes when it is right", ran.Error, StringComparison.Ordinal);
        Assert.Contains("the tender number A was published 1 time(s) before", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(counter.Calls, call => call.StartsWith("POST /api/sessions", StringComparison.Ordinal));
        Assert.Contains(
            "POST /api/sessions ",
            string.Concat((await With(counter, "--yes")).Select(call => call + " ")),
            StringComparison.Ordinal
        );

        async Task<IReadOnlyList<string>> With(Counter at, params string[] more)
        {
            await PrepareAsync(at, more);
            return [.. at.Calls.Select(call => string.Join(' ', call.Split(' ').Take(2)))];
        }
    }

    private Task<Ran> PrepareAsync(Counter counter, params string[] more) =>
        hall.Shell.Run([
            "prepare",
            "--tender-code",
            "A",
            "--title",
            "T",
            "--lot",
            "1=Amount",
            "--supervisor",
            $"监督人={hall.Shell.At("supervisor.der")}",
            "--custody",
            "Single",
            "--opens-in",
            "600",
            "--trust",
            "./trust.txt",
            "--key",
            "./host.key",
            "--server",
            counter.Url.AbsoluteUri,
            .. more,
        ]);

    private static (int, string, string) Answer(System.Net.HttpListenerRequest request, string publisher) =>
        request.Url!.AbsolutePath switch
        {
            "/api/sign-in/challenge" => Counter.Ok("""{"challenge":"AAAA","expiresAt":1}"""),
            "/api/sign-in/certificate" => Counter.Ok("""{"ticket":"t","expiresAt":1,"name":"host"}"""),
            "/api/sessions" when request.HttpMethod == "GET" => Counter.Ok(
                """[{"session":"s","tenderCode":"A"},{"session":"t","tenderCode":"B"}]"""
            ),
            "/api/me" => Counter.Ok($$"""{"publisher":{{publisher}}}"""),
            _ => Counter.Refuse(400, "Malformed"),
        };
}
