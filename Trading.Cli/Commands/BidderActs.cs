using System.CommandLine;
using Trading.Crypto;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>What a bidder declares after the opening: attendance, objection, confirmation. All are signed with the key of the bid's certificate.</summary>
internal static class BidderActs
{
    public static Command Attend() => Plain("attend", "Signs in to the hall after the opening (签到).", (kit, nonce) => Act.Attend(kit.Session, kit.Lot, kit.Submission, nonce));

    public static Command Confirm() => Plain("confirm", "Confirms the opening record.", (kit, nonce) => Act.Confirm(kit.Session, kit.Lot, kit.Submission, nonce));

    public static Command Object()
    {
        var text = new Option<string>("--text") { Description = "What is objected to or asked (1 to 2,000 letters)", HelpName = "TEXT", Required = true };
        var (server, kit, key) = (CommonOptions.Server(), CommonOptions.Kit(), CommonOptions.Key("the bidder"));
        return new Verb("object", "Raises an objection (异议) or a question (询问); the session cannot conclude before it is answered.")
        {
            Examples = ["trading object --kit my.kit --key bidder.key --text 开标价格与我方递交的不一致"],
        }.With(server, kit, key, text).Does(async (request, cancel) =>
        {
            var statement = MakeObjection(SubmissionKit.Read(request.Need(kit)), request.Need(text));
            await SendAsync(request, server, kit, key, statement, cancel);
            request.Out.WriteLine($"objection {Act.Id(Suite.P256, statement)}");
        });
    }

    private static Verb Plain(string name, string description, Func<SubmissionKit, byte[], byte[]> make)
    {
        var (server, kit, key) = (CommonOptions.Server(), CommonOptions.Kit(), CommonOptions.Key("the bidder"));
        return new Verb(name, description) { Examples = [$"trading {name} --kit my.kit --key bidder.key"] }.With(server, kit, key).Does(async (request, cancel) =>
        {
            await SendAsync(request, server, kit, key, make(SubmissionKit.Read(request.Need(kit)), ActSigner.Nonce()), cancel);
            request.Out.WriteLine($"{name}: logged");
        });
    }

    private static byte[] MakeObjection(SubmissionKit kit, string text)
    {
        try { return Act.Object(kit.Session, kit.Lot, kit.Submission, text, ActSigner.Nonce()); }
        catch (ArgumentException) { throw CommandException.Usage($"The text has 1 to {Act.MostTextLetters} letters."); }
    }

    private static async Task SendAsync(Request request, Option<Uri> server, Option<string> kit, Option<string> key, byte[] statement, CancellationToken cancel)
    {
        using var person = PersonKey.Load(request.Need(key));
        using var api = new ApiClient(request.Need(server), person);
        await ActSigner.SendAsync(api, SubmissionKit.Read(request.Need(kit)).Session, statement, person, cancel);
    }
}
