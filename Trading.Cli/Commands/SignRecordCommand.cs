using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading sign-record</c>: the host's signature under the opening record.</summary>
internal static class SignRecordCommand
{
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Session = CommonOptions.Session();
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<string> Draft = new("--draft")
    {
        Description = "Only write the record here, to be looked at; sign nothing",
        HelpName = "FILE.pdf",
    };

    public static Command Build() =>
        new Verb(
            "sign-record",
            "Prints the opening record of a concluded session from its stream, signs it as the host and sends "
                + "the signature. One signature stands; nothing follows it."
        )
        {
            Examples =
            [
                "trading sign-record --session 5f…c2 --key host.key --draft look.pdf",
                "trading sign-record --session 5f…c2 --key host.key",
            ],
        }
            .With(Server, Session, Key, Draft)
            .Does(SignAsync);

    private static async Task SignAsync(Request request, CancellationToken cancel)
    {
        using var person = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), person);
        var follower = new SessionFollower(api, request.Need(Session));
        await follower.PullAsync(cancel);
        if (request.Get(Draft) is { } path)
        {
            InputFile.Target(path, "a record");
            await File.WriteAllBytesAsync(path, RecordSigner.Draft(follower).Pdf, cancel);
            request.Out.WriteLine($"{path}: the record without signature");
        }
        else if (follower.State is Session.Sealed { Record: var record })
            request.Out.WriteLine($"the record is sealed already, SHA-256 {Convert.ToHexStringLower(record.Hash)}");
        else
            request.Out.WriteLine(
                "the record is sealed, SHA-256 "
                    + $"{Convert.ToHexStringLower(await RecordSigner.SealAsync(api, follower, person, cancel))}"
            );
    }
}
