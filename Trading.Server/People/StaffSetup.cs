using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trading.Server.People;

/// <summary>ASP.NET Core Identity for staff, over <c>people.db</c>.</summary>
public static class StaffSetup
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services
            .AddSingleton(provider => Prepared(provider.GetRequiredService<DataFolder>()))
            .AddSingleton<PeopleStore>();
        // The context takes a connection that is opened as every other one to this file, and closes it.
        services.AddDbContext<PeopleContext>(
            (provider, options) =>
                options.UseSqlite(provider.GetRequiredService<PeopleFile>().Open(), contextOwnsConnection: true)
        );
        services
            .AddIdentityCore<StaffPerson>(AccountRules.Set)
            .AddRoles<IdentityRole>()
            .AddUserManager<StaffAccounts>()
            .AddEntityFrameworkStores<PeopleContext>();
        return services
            .AddSingleton<PasswordGate>()
            .AddSingleton<IPasswordHasher<StaffPerson>, PasswordHasher<StaffPerson>>()
            .AddScoped<PasswordCheck<StaffPerson>>()
            .AddScoped<Passwords>()
            .AddScoped<StaffOffice>()
            .AddScoped<PublisherOffice>();
    }

    private static PeopleFile Prepared(DataFolder data)
    {
        var file = new PeopleFile(data.File("people.db"));
        file.Prepare();
        return file;
    }
}
