using System.Text;
using System.Text.Json;

namespace Trading.Cli.Tests;

/// <summary>
/// What people name by mistake: every file of every command, damaged in every usual way, gets plain words, a rule or a
/// form, and a next step.
/// </summary>
public sealed class FileTests : IAsyncLifetime
{
    private const string Bom = "\uFEFF";
    private Hall hall = null!;

    private Shell Shell => hall.Shell;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    // Every text that the command line reads, by the command that reads it.
    private static Dictionary<string, string[]> Texts =>
        new()
        {
            ["trust"] = ["trust", "./BAD"],
            ["session"] = ["prepare", "--file", "./BAD", "--trust", "./trust.txt", "--key", "./host.key"],
            ["form"] =
            [
                "seal",
                "--trust",
                "./trust.txt",
                "--lock",
                "./lot.lock",
                "--key",
                "./bidder.key",
                "--form",
                "./BAD",
                "--out",
                "./my.bid",
            ],
            ["lock"] =
            [
                "seal",
                "--trust",
                "./trust.txt",
                "--lock",
                "./BAD",
                "--key",
                "./bidder.key",
                "--bidder-name",
                "甲",
                "--price",
                "1",
                "--out",
                "./my.bid",
            ],
            ["replaced kit"] =
            [
                "seal",
                "--trust",
                "./trust.txt",
                "--lock",
                "./lot.lock",
                "--key",
                "./bidder.key",
                "--bidder-name",
                "甲",
                "--price",
                "1",
                "--replace",
                "./BAD",
                "--out",
                "./my.bid",
            ],
            ["kit"] = ["submit", "./my.bid", "--kit", "./BAD", "--key", "./bidder.key", "--trust", "./trust.txt"],
            ["kit of an act"] = ["attend", "--kit", "./BAD", "--key", "./bidder.key"],
            ["tender"] = ["score", "./BAD"],
        };

    [Fact]
    public async Task A_text_with_a_byte_order_mark_or_in_another_coding_is_refused_by_name_rule_and_next_step()
    {
        hall.MakeLock();
        foreach (var (what, command) in Texts)
        {
            await RefusesAsync(
                command,
                Encoding.UTF8.GetBytes(Bom + "{}"),
                what,
                "byte order mark (BOM)",
                "rule: spec:limits",
                "next: save it as UTF-8 without BOM"
            );
            await RefusesAsync(
                command,
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")],
                what,
                "is UTF-16",
                "rule: spec:limits",
                "next: save it as UTF-8 without BOM"
            );
            await RefusesAsync(
                command,
                [0xD0, 0xC5, 0xC8, 0xCE],
                what,
                "is not UTF-8; it may be GBK",
                "rule: spec:limits",
                "next: save it as UTF-8 without BOM"
            );
        }
    }

    [Fact]
    public async Task Something_empty_a_folder_a_missing_file_and_another_kind_of_text_are_said_in_plain_words()
    {
        hall.MakeLock();
        foreach (var (what, command) in Texts)
        {
            await RefusesAsync(command, [], what, "is empty (0 bytes)", "next: name the right file");
            await RefusesAsync(command, "{"u8.ToArray(), what, "next: ");
            await RefusesAsync(command, "[1,2]"u8.ToArray(), what, "next: ");
            await RefusesAsync(command, "null"u8.ToArray(), what, "next: ");
            File.Delete(Shell.At("BAD"));
            Plain(await Shell.Run(command), what, "does not exist", "next: check the name");
            Directory.CreateDirectory(Shell.At("BAD"));
            Plain(await Shell.Run(command), what, "is a folder", "next: name a file");
            Directory.Delete(Shell.At("BAD"));
        }
    }

    [Fact]
    public async Task A_name_with_a_control_character_no_UTF_8_or_too_many_bytes_is_refused_before_anything_is_opened()
    {
        hall.MakeLock();
        foreach (var (what, command) in Texts)
        foreach (
            var (name, why) in new[]
            {
                ("a\nb", "holds a control character"),
                ("a\u001b[31m", "holds a control character"),
                ("a\uFFFDb", "is not UTF-8"),
                (new string('长', 86), "is longer than 255 bytes"),
            }
        )
            Plain(
                await Shell.Run([.. command.Select(word => word == "./BAD" ? name : word)]),
                what,
                why,
                "next: rename the file"
            );
    }

    [Fact]
    public async Task A_document_that_holds_nothing_or_is_a_folder_is_not_sealed()
    {
        hall.MakeLock();
        File.WriteAllBytes(Shell.At("empty.pdf"), []);
        Directory.CreateDirectory(Shell.At("folder"));
        Plain(
            await SealAsync("--document", "./empty.pdf"),
            "document",
            "empty.pdf is empty (0 bytes); a document to seal is expected",
            "next: name the right file"
        );
        Plain(
            await SealAsync("--document", "./folder"),
            "document",
            "folder is a folder; a document to seal is expected",
            "next: name a file"
        );
        Plain(await SealAsync("--document", "a\nb"), "document", "holds a control character", "next: rename");
        Assert.False(File.Exists(Shell.At("my.bid")));
        Assert.False(File.Exists(Shell.At("my.kit")));
    }

    [Fact]
    public async Task Where_a_file_cannot_be_written_is_said_before_any_work()
    {
        hall.MakeLock();
        Directory.CreateDirectory(Shell.At("folder"));
        Plain(
            await Shell.Run(
                "seal",
                "--trust",
                "./trust.txt",
                "--lock",
                "./lot.lock",
                "--key",
                "./bidder.key",
                "--bidder-name",
                "甲",
                "--price",
                "1",
                "--out",
                "./folder"
            ),
            "out",
            "is a folder",
            "next: name a file in it"
        );
        Plain(
            await Shell.Run("trust", "./trust.txt", "--out", "./nowhere/trust.txt"),
            "out",
            "nowhere does not exist",
            "next: make the folder first"
        );
    }

    [Fact]
    public async Task A_lock_of_another_session_or_lot_than_the_command_names_is_refused_and_both_are_named()
    {
        hall.MakeLock();
        var policy = PolicyOf("lot.lock");
        var other = new string('e', 32);
        var ran = await SealAsync("--session", other);
        Plain(
            ran,
            "session",
            $"The command names session {other}, lot 1",
            $"is the lock of session {policy.Session}, lot 1",
            "rule: spec:lock",
            $"trading lock --session {other}"
        );
        Assert.Equal(ExitCode.Failed, ran.Code);
        Plain(
            await SealAsync("--session", policy.Session, "--lot", "2"),
            "lot",
            $"names session {policy.Session}, lot 2",
            "lot 1",
            "rule: spec:lock"
        );
        Assert.False(File.Exists(Shell.At("my.bid")));
        Assert.Contains(
            $"sealed for session {policy.Session}, lot 1",
            (await SealAsync("--session", policy.Session, "--lot", "1")).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_kit_of_another_lot_replaces_nothing_and_both_are_named()
    {
        hall.MakeLock();
        var first = PolicyOf("lot.lock").Session;
        await SealAsync();
        hall.MakeLock();
        var second = PolicyOf("lot.lock").Session;
        Plain(
            await Shell.Run(
                "seal",
                "--trust",
                "./trust.txt",
                "--lock",
                "./lot.lock",
                "--key",
                "./bidder.key",
                "--bidder-name",
                "甲",
                "--price",
                "1",
                "--replace",
                "./my.kit",
                "--out",
                "./next.bid"
            ),
            "kit",
            $"for session {first}, lot 1",
            $"seals for session {second}, lot 1",
            "rule: spec:envelope"
        );
    }

    private LockPolicy PolicyOf(string name)
    {
        var answer = JsonSerializer.Deserialize<LockAnswer>(File.ReadAllText(Shell.At(name)), ApiClient.Json)!;
        Assert.True(LockPolicyCodec.TryParse(answer.Policy, out var policy, out _));
        return policy;
    }

    private Task<Ran> SealAsync(params string[] more) =>
        Shell.Run([
            "seal",
            "--trust",
            "./trust.txt",
            "--lock",
            "./lot.lock",
            "--key",
            "./bidder.key",
            "--bidder-name",
            "甲",
            "--price",
            "1",
            "--out",
            "./my.bid",
            .. more,
        ]);

    private async Task RefusesAsync(string[] command, byte[] bytes, string what, params string[] parts)
    {
        File.WriteAllBytes(Shell.At("BAD"), bytes);
        var ran = await Shell.Run(command);
        Plain(ran, what, [.. parts, "BAD"]);
        // A tender that is JSON and of another form is refused by its own rules, with code and path.
        Assert.Equal(
            what == "tender" && bytes is [(byte)'[', ..] or [(byte)'n', ..] ? ExitCode.Failed : ExitCode.Usage,
            ran.Code
        );
    }

    // Plain words: none of the library's, no type, no stack, and no character that steers a terminal.
    private static void Plain(Ran ran, string what, params string[] parts)
    {
        Assert.NotEqual(ExitCode.Done, ran.Code);
        foreach (var part in parts)
            Assert.True(
                ran.Error.Contains(part, StringComparison.Ordinal),
                $"{what}: \"{part}\" is not in:\n{ran.Error}"
            );
        foreach (
            var leak in new[]
            {
                "System.",
                "Exception",
                "   at ",
                "Path: $",
                "BytePosition",
                "JSON value could not be",
                "\u001b",
            }
        )
            Assert.False(ran.Error.Contains(leak, StringComparison.Ordinal), $"{what} says {leak}:\n{ran.Error}");
    }
}
