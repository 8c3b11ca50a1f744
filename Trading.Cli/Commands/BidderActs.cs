using System.CommandLine;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// What a bidder declares after the opening: attendance, objection, confirmation. All are signed with the key of the
/// bid's certificate or with the submission key, which the kit holds.
/// </summary>
internal static class BidderActs
{
    private const string WhoSigns =
        "the bidder; without it the kit's submission key signs, also when the certificate has ended";

    public static Command Attend() =>
        Plain(
            "attend",
            "Signs in to the hall after the opening (签到).",
            (kit, nonce) => Act.Attend(kit.Session, kit.Lot, kit.Submission, nonce)
        );

    public static Command Confirm() =>
        Plain(
            "confirm",
            "Confirms the opening record.",
            (kit, nonce) => Act.Confirm(kit.Session, kit.Lot, kit.Submission, nonce)
        );

    public static Command Object()
    {
        var text = new Option<string>("--text")
        {
            Description = "What is objected to or asked (1 to 2,000 letters)",
            HelpName = "TEXT",
            Required = true,
        };
        var (server, kit, key) = (CommonOptions.Server(), CommonOptions.Kit(), CommonOptions.KeyIfNeeded(WhoSigns));
        return new Verb(
            "object",
            "Raises an objection (异议) or a question (询问); the session cannot conclude before it is answered."
        )
        {
            Examples =
            [
                "trading object --kit my.kit --key bidder.key --text 开标价格与我方递交的不一致",
                "trading object --kit my.kit --text 开标价格与我方递交的不一致     # signed with the kit's submission key",
            ],
        }
            .With(server, kit, key, text)
            .Does(
                async (request, cancel) =>
                {
                    var statement = MakeObjection(SubmissionKit.Read(request.Need(kit)), request.Need(text));
                    await SendAsync(request, server, kit, key, statement, cancel);
                    request.Out.WriteLine($"objection {Act.Id(Suite.P256, statement)}");
                }
            );
    }

    private static Verb Plain(string name, string description, Func<SubmissionKit, byte[], byte[]> make)
    {
        var (server, kit, key) = (CommonOptions.Server(), CommonOptions.Kit(), CommonOptions.KeyIfNeeded(WhoSigns));
        return new Verb(name, description)
        {
            Examples =
            [
                $"trading {name} --kit my.kit --key bidder.key",
                $"trading {name} --kit my.kit     # signed with the kit's submission key",
            ],
        }
            .With(server, kit, key)
            .Does(
                async (request, cancel) =>
                {
                    await SendAsync(
                        request,
                        server,
                        kit,
                        key,
                        make(SubmissionKit.Read(request.Need(kit)), ActSigner.Nonce()),
                        cancel
                    );
                    request.Out.WriteLine($"{name}: logged");
                }
            );
    }

    private static byte[] MakeObjection(SubmissionKit kit, string text)
    {
        try
        {
            return Act.Object(kit.Session, kit.Lot, kit.Submission, text, ActSigner.Nonce());
        }
        catch (ArgumentException)
        {
            throw CommandException.Usage($"The text has 1 to {Act.MostTextLetters} letters.");
        }
    }

    private static async Task SendAsync(
        Request request,
        Option<Uri> server,
        Option<string> kit,
        Option<string> key,
        byte[] statement,
        CancellationToken cancel
    )
    {
        using var api = new ApiClient(request.Need(server));
        var submission = SubmissionKit.Read(request.Need(kit));
        await api.ActAsync(submission.Session, Sign(request.Get(key), submission, statement), cancel);
    }

    private static SignedAct Sign(string? keyFile, SubmissionKit kit, byte[] statement)
    {
        if (keyFile is not null)
        {
            using var person = PersonKey.Load(keyFile);
            return ActSigner.Sign(statement, person);
        }
        using var own = kit.OpenKey();
        return new SignedAct(statement, own.PublicPoint, own.Sign(Tags.Act, statement));
    }
}
