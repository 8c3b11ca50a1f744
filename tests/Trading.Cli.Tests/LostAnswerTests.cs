namespace Trading.Cli.Tests;

/// <summary>
/// The answer to a COMMIT that never came back: the command line finds out before it says anything, and the kit is
/// completed at any time.
/// </summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private Hall hall = null!;
    private BadLine line = null!;

    private Shell Shell => hall.Shell;

    public async Task InitializeAsync()
    {
        hall = await Hall.Open();
        line = BadLine.Open(hall, hall.MakeLock());
        await Shell.Must(
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "bidder",
            "--price",
            "1,000,000",
            "--out",
            "./my.bid"
        );
    }

    public Task DisposeAsync()
    {
        line.Dispose();
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_and_the_bid_is_logged()
    {
        line.Mode = LineMode.Lose;
        var ran = await Submit();
        Assert.True(ran.Code == ExitCode.Pending, ran.Error);
        Assert.Contains("logged", ran.Output, StringComparison.Ordinal);
        Assert.NotNull(Kit().Acknowledgement);
        Assert.Equal(1, line.Commits);
    }

    [Fact]
    public async Task Said_again_after_the_deadline_it_finds_the_entry_and_says_nothing_of_lateness()
    {
        line.Mode = LineMode.Lose;
        await Submit();
        Bare("my.kit");
        line.Now = line.CloseAt + 1;
        var ran = await Submit();
        Assert.True(ran.Code == ExitCode.Pending, ran.Error);
        Assert.DoesNotContain("deadline", ran.Error + ran.Output, StringComparison.Ordinal);
        Assert.NotNull(Kit().Acknowledgement);
    }

    [Fact]
    public async Task A_commit_that_never_arrived_is_too_late_only_after_it_was_asked_for()
    {
        line.Mode = LineMode.Block;
        line.OnCommit = () => line.Now = line.CloseAt + 1;
        var ran = await Submit();
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("not delivered in time", ran.Error, StringComparison.Ordinal);
        Assert.Contains("bidding-reg:36", ran.Error, StringComparison.Ordinal);
        Assert.True(
            line.Calls.Count(c => c.StartsWith("GET /api/acknowledgements/", StringComparison.Ordinal)) >= 2,
            string.Join('\n', line.Calls)
        );
    }

    [Fact]
    public async Task The_kit_alone_is_completed_after_the_deadline_without_bid_and_key()
    {
        line.Mode = LineMode.Lose;
        await Submit();
        Bare("my.kit");
        line.Now = line.CloseAt + 3_600_000_000;
        foreach (var gone in new[] { "my.bid", "bidder.key", "bidder.der" })
            File.Delete(Shell.At(gone));
        var ran = await Complete();
        Assert.True(ran.Code == ExitCode.Pending, ran.Error);
        Assert.NotNull(Kit().Acknowledgement);
        Assert.DoesNotContain(line.Calls.TakeLast(3), call => call.Contains("sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_kit_of_a_bid_that_was_never_delivered_says_so_with_the_way_on()
    {
        var before = await Complete();
        Assert.Equal(ExitCode.Failed, before.Code);
        Assert.Contains("not delivered yet", before.Error, StringComparison.Ordinal);
        line.Now = line.CloseAt + 1;
        var after = await Complete();
        Assert.Contains("not delivered in time", after.Error, StringComparison.Ordinal);
        Assert.Contains("bidding-reg:36", after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_whose_answer_was_lost_is_the_same_statement_when_it_is_said_again()
    {
        await Submit();
        line.Mode = LineMode.Lose;
        Assert.Equal(ExitCode.Pending, (await Withdraw()).Code);
        var first = SubmissionKit.Read(Shell.At("my.kit.withdrawal"));
        Bare("my.kit.withdrawal");
        line.Now = line.CloseAt + 1;
        Assert.Equal(ExitCode.Pending, (await Withdraw()).Code);
        var again = SubmissionKit.Read(Shell.At("my.kit.withdrawal"));
        Assert.Equal(
            (first.EntryHash, Convert.ToHexString(first.Acknowledgement!)),
            (again.EntryHash, Convert.ToHexString(again.Acknowledgement!))
        );
    }

    [Fact]
    public async Task A_withdrawal_that_missed_the_deadline_never_becomes_a_revocation_by_itself()
    {
        await Submit();
        line.Mode = LineMode.Block;
        line.OnCommit = () => line.Now = line.CloseAt + 1;
        var ran = await Withdraw();
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("the bid stands", ran.Error, StringComparison.Ordinal);
        line.Mode = LineMode.Lose;
        var revoked = await Withdraw();
        Assert.True(revoked.Code == ExitCode.Done, revoked.Error);
        Assert.Contains("revoked", revoked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bid_is_withdrawn_with_kit_and_trust_file_alone_and_nobody_signs_in()
    {
        await Submit();
        foreach (var gone in new[] { "my.bid", "bidder.key", "bidder.der" })
            File.Delete(Shell.At(gone));
        var signIns = SignIns();
        var ran = await Withdraw();
        Assert.True(ran.Code == ExitCode.Pending, ran.Error);
        Assert.Equal(signIns, SignIns());
        Assert.NotNull(SubmissionKit.Read(Shell.At("my.kit.withdrawal")).Acknowledgement);
        // Command lines of before name a key: it is not looked at.
        Assert.Equal(ExitCode.Pending, (await Withdraw("--key", "./bidder.key")).Code);
    }

    [Theory]
    [InlineData("y\n", false, true)]
    [InlineData("n\n", false, false)]
    [InlineData("\n", false, false)]
    [InlineData("", true, true)]
    public async Task A_person_at_a_terminal_is_asked_before_a_bid_is_withdrawn(string answer, bool isSaid, bool isDone)
    {
        await Submit();
        var (before, error) = (line.Commits, new StringWriter());
        string[] words = ["withdraw", "--kit", Shell.At("my.kit"), "--trust", Shell.At("trust.txt")];
        string[] more =
        [
            "--wait",
            "0",
            "--server",
            line.Url.AbsoluteUri,
            .. isSaid ? ["--yes"] : Array.Empty<string>(),
        ];
        var code = await CommandLine.RunAsync(
            CommandTree.Root,
            [.. words, .. more],
            new StringWriter(),
            error,
            new StringReader(answer)
        );
        Assert.Equal(isDone ? ExitCode.Pending : ExitCode.Usage, code);
        Assert.Equal(!isSaid, error.ToString().Contains("Withdraw (撤回) this bid?", StringComparison.Ordinal));
        Assert.Equal(isDone ? before + 1 : before, line.Commits);
        Assert.Equal(isDone, File.Exists(Shell.At("my.kit.withdrawal")));
    }

    [Fact]
    public async Task Verify_sends_a_kit_without_answers_to_the_command_that_fetches_them()
    {
        File.WriteAllBytes(Shell.At("a.archive"), []);
        var ran = await Shell.Run("verify", "./a.archive", "--trust", "./trust.txt", "--receipt", "./my.kit");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("trading submit --kit", ran.Error, StringComparison.Ordinal);
    }

    private Task<Ran> Submit() =>
        Shell.Run(
            "submit",
            "./my.bid",
            "--kit",
            "./my.kit",
            "--key",
            "./bidder.key",
            "--trust",
            "./trust.txt",
            "--server",
            line.Url.AbsoluteUri,
            "--wait",
            "0"
        );

    private Task<Ran> Complete() =>
        Shell.Run(
            "submit",
            "--kit",
            "./my.kit",
            "--trust",
            "./trust.txt",
            "--server",
            line.Url.AbsoluteUri,
            "--wait",
            "0"
        );

    private int SignIns() => line.Calls.Count(call => call.Contains("sign-in", StringComparison.Ordinal));

    private Task<Ran> Withdraw(params string[] more) =>
        Shell.Run([
            "withdraw",
            "--kit",
            "./my.kit",
            "--trust",
            "./trust.txt",
            "--server",
            line.Url.AbsoluteUri,
            "--wait",
            "0",
            .. more,
        ]);

    private SubmissionKit Kit() => SubmissionKit.Read(Shell.At("my.kit"));

    // As a kit is that was kept somewhere else before the answers came.
    private void Bare(string kit) =>
        (SubmissionKit.Read(Shell.At(kit)) with { Acknowledgement = null, Receipt = null }).Write(Shell.At(kit));
}
