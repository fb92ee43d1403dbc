"""Word lists of the cleaner, as people type them: what is never a name, and what announces one."""

# Follow "меня зовут" or stand before "байке" without being a name.
SMALL_WORDS = (
    "your барбы жокпу болсо обратно замуж домой я ты он она мы вы они оно мне меня мой моя мое мои моего "
    "моей моему моих тебя тебе твой его ее её их нас нам наш наша вас вам ваш ваша свой своя себя кто что "
    "чего кого кому как где куда когда сколько почему зачем какой какая какие какую это этот эта эти то "
    "тот та те там тут здесь туда сюда и а но или да нет не ни же ли бы если чтобы потому так тоже также "
    "уже еще ещё только очень просто можно нужно надо есть был была были будет буду хочу хотел хотела "
    "могу может в во на с со к ко о об от до из за по под при про для без у через над между после перед "
    "сейчас сегодня вчера завтра всё все весь вся один одна два три четыре пять лет год гражданин "
    "гражданка родом работаю работал работала живу жил жила приехал приехала нахожусь учусь хотели должен "
    "должна знаю прошу помогите подскажите скажите здравствуйте привет добрый день вечер утро салам "
    "спасибо пожалуйста кстати приезжий иностранец мигрант студент безработный кыргыз кыргызка женщина "
    "мужчина девушка парень человек мен сен ал биз сиз алар силер мени сени аны бизди сизди менин сенин "
    "анын биздин сиздин алардын мага сага ага бизге сизге аларга менде сенде анда бизде сизде менден анан "
    "жана менен де бирок эгер үчүн учун дагы эле го беле ким эмне кайсы кайда кантип кандай канча качан "
    "кайдан эмнеге ушул ошол бул тигил тиги мына ана мобул бар жок ооба эмес керек болот болобу экен "
    "окшойт деп деген дейт дейм бери кийин чейин мурун азыр бүгүн кечээ эртең бир эки үч төрт беш алты "
    "жети сегиз тогуз жаш жаштамын жаштагы жашта жылы жылдан айдан саламатсызбы саламатсыздарбы "
    "саламатсынбы ассалому алейкум алейкүм арыба арыбаңыз кандайсыз кандайсың рахмат ырахмат кечиресиз "
    "суранам сураныч айтыңыз айтыңызчы айтып жардам бериңиз бериңизчи урматтуу кымбаттуу баары "
    "баарыңыздар жакшы жаман чоң кичүү кичи макул албетте ошондуктан ошентип ошондо абдан өтө "
    "кыргызстандан кыргызстандык баткендик баткенден оштон бишкектен жумуш жумушчу иштейм иштеп иштегем "
    "жашайм барам баргым келдим келгем турам окуйм жүрөм врач мугалим доктор директор мастер агент "
    "водитель кайненем бала кыз жигит аял эркек киши адам туугуз туугандар i me my mine you he him his "
    "she her it its we us our they them their who what which when where why how the a an this that these "
    "those is am are was were be been have has had do does did will would can could should may must not "
    "no yes and or but if so because as at by for from in into of off on onto out over to up with without "
    "about after before between since until while than then there here now just only also very really too "
    "going looking trying working living calling asking writing planning waiting staying afraid sorry "
    "sure ok okay fine new old one two three years year month months currently still already never always "
    "please help hello hi hey dear thanks thank want need work worked live lived came come arrived "
    "applied apply what's it's worried interested ready able unable happy sad sick ill pregnant alone "
    "married single divorced unemployed legal illegal citizen student worker farmer driver nurse welder "
    "builder man woman boy girl person kyrgyz uzbek tajik russian kazakh muslim asian migrant foreigner "
    "undocumented men sen biz siz menin sizdin anyn bul oshol jok ooba kerek salam rahmat "
)

# Places, public bodies, months: how the word begins; endings follow in every language.
PLACES = (
    "объединенн наци бириккен улуттар декларац кыргыз кыргызстан бишкек ошск баткен баткэн жалал джалал "
    "абад жалалабад талас нарын чуйск чүй ысык иссык көл куль каракол токмок токмак балыкчы балыкч узген "
    "өзгөн ноокат ноокен кадамжай кадамжа лейлек исфан исфана сулюкт кызыл кочкор араван сузак базар "
    "коргон кант кара балта аламедин алай аксы тогуз манас росси москв петербург питер екатеринбург "
    "новосибирск казан сургут тюмен самар ростов краснодар краснояр иркутск якут владивосток сахалин "
    "хабаровск омск томск уфа перм челябинск воронеж саратов тамбов псков новгород калуг калуж тул рязан "
    "твер подмосков сахаров домодедов шереметьев внуков орл ярослав казахстан алмат астан шымкент актау "
    "актобе атырау караганд узбекистан өзбекстан ташкент самарканд андижан фергана наманган таджик "
    "душанбе худжанд туркмен беларус минск украин киев львов харьков одесс молдов кишинев англи британи "
    "великобритани лондон шотланди уэльс ирланди кент манчестер бирмингем эдинбург германи берлин мюнхен "
    "гамбург франкфурт кельн польш варшав краков вроцлав люблин познан гданьск щецин чехи праг словаки "
    "братислав венгри будапешт литв вильнюс латви риг эстони таллин болгари софи румыни бухарест хорвати "
    "загреб серби белград словени греци афин итали рим испани мадрид португали лиссабон франци париж "
    "австри вен швейцари женев швеци норвеги финлянди дани копенгаген нидерланд голланди бельги брюссел "
    "кипр европ шенген евросоюз турци түрки туркия стамбул истанбул анкар анталь измир бурс корея коре "
    "сеул пусан инчхон инчон ансан япони токио осак китай кита пекин урумчи гуанчжоу дубай дуба шардж "
    "эмират абу даби катар доха сауд рияд кувейт бахрейн оман иран израил америк вашингтон чикаго нью "
    "йорк мексик тихуан канад торонто австрали бирма мьянм таиланд таилан бангкок камбодж лаос индонези "
    "малайзи сингапур аргентин афганистан европа азия африк аравия аравий кыргызпочт мид мвд фмс гувм "
    "уфмс мом иом юнисеф юсаид красн крест минтруд миңтруд министер министр посольств элчилик консул "
    "миграци мультифунк госуслуг сахарово мекеним экзамен аялзат паре социал соцфонд мамлекет элкарт "
    "апрел март феврал январ июн июл август сентябр октябр ноябр декабр дүйшөмбү понедельник вторник "
    "рамазан рамадан орозо whatsapp ватсап телеграм инстаграм интернет гугл фейсбук тикток вайбер золотая "
    "корона kyrgyz bishkek osh batken jalal abad talas naryn chui issyk kul karakol tokmok manas russia "
    "moscow petersburg novosibirsk yekaterinburg kazan rostov kazakh almaty astana uzbek tashkent tajik "
    "dushanbe turkmen belarus ukrain kyiv kiev moldova chisinau england english britain british scotland "
    "scottish wales ireland london kent manchester birmingham edinburgh hereford lincolnshire norfolk "
    "german berlin munich hamburg frankfurt poland polish warsaw krakow wroclaw lublin czech prague "
    "slovak bratislava hungar budapest lithuania vilnius latvia riga estonia bulgaria sofia romania "
    "bucharest croatia zagreb serbia belgrade slovenia greece athens ital rome spain madrid portugal "
    "lisbon france french paris austria vienna switz geneva sweden norway finland denmark dutch netherl "
    "holland belgium brussels cyprus europe european schengen turk türk istanbul ankara antalya izmir "
    "korea seoul busan incheon ansan japan tokyo osaka china chinese beijing urumqi dubai sharjah emirat "
    "abu dhabi qatar doha saudi riyadh kuwait bahrain oman iran israel america washington chicago new "
    "york mexic tijuana canada canadian toronto australia myanmar thai bangkok cambodia laos singapore "
    "january february march april june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday ramadan seasonal worker skilled student visa topik eps "
    "acas unseen modern slavery helpline home office embassy consulate ministry labour labor red cross "
    "unicef gangmasters fair agency concordia fruitful ethero hops recruitment agri ukvi brp sponsor "
    "telegram google facebook instagram tiktok эр кия force "
)

# The same, where only these forms are meant.
PLACE_FORMS = (
    "ош ошко ошто оштон оштун оштогу оша ошу оше сша акш англ оаэ баэ еаэс евразэс снг рф кр кырг уфа уфе "
    "чуй чуйдо uk usa us uae eu osh gb "
)

# "Is called": what follows is a name.
INTRODUCING = (
    "зовут звать кличут величают зовите атым ысмым ысымым фамилиям фамилиямды жонум фио atym atim ismim "
    "esimim called "
)

# The same, but only with "my" before, a colon after or a capital to follow.
NAMING = (
    "атымды атымдын имя имени фамилия фамилией фамилию отчество аты атын атынын атында ысмы ысымы "
    "фамилиясы name names surname named исми "
)

# What makes those say a name.
POSSESSIVES = "мое моё моя его её ее их твое менин анын my his her full first last по на под "

# "I am": a capital that follows is a name, unless it is a place.
SELVES = "я мен это бул i'm im am men ya "

# Kin, friends, bosses: a capital that follows is who that is.
KIN = (
    "мистер миссис куратор куратору координатор фермер надзиратель супервайзер брат брата брату братом "
    "сестра сестру сестре сестры сестрой муж мужа мужу мужем жена жену жене жены женой сын сына сыну "
    "сыном дочь дочери дочку дочка отец отца отцу мать матери мама маму папа папу дядя дядю тетя тётя "
    "тетю бабушка дедушка друг друга другу подруга подругу подруге сосед соседа соседка соседку племянник "
    "племянника племянница знакомый знакомого знакомая знакомую земляк земляка агент агента агенту "
    "агентом посредник посредника посреднику хозяин хозяина хозяину хозяйка бригадир бригадира бригадиру "
    "начальник начальника начальнику начальница шеф шефа прораб прораба директор директора директору "
    "менеджер менеджера менеджеру мастер мастера работодатель работодателя адвокат адвоката юрист юриста "
    "водитель женщина женщине мужчина парень девушка некто некий некая гражданин гражданка господин "
    "госпожа уважаемый уважаемая дорогой дорогая товарищ консул инспектор следователь агам агама агамдын "
    "иним иниме инимдин эжем эжеме сиңдим карындашым карындашымды күйөөм күйөөмдү аялым аялымды уулум "
    "уулумду кызым кызымды апам атам досум досума курбум таякем жээним бөлөм кайнагам кайным жолдошум "
    "келиним мырза агай эжекеси бригадирим начальнигим кожоюн кожоюнум агентим тааныш таанышым айылдаш "
    "айылдашым урматтуу кымбаттуу brother sister husband wife son daughter father mother uncle aunt "
    "friend cousin nephew niece neighbour neighbor boss manager supervisor agent recruiter employer "
    "lawyer landlord colleague roommate mr mrs ms miss dr dear guy "
)

# Words for numbers, in which telephone numbers are told.
NUMBER_WORDS = (
    "ноль нуль один одна два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать "
    "тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста "
    "пятьсот шестьсот семьсот восемьсот девятьсот нөл нол бир эки үч төрт беш алты жети сегиз тогуз он "
    "жыйырма отуз кырк элүү алтымыш жетимиш сексен токсон жүз zero oh one two three four five six seven "
    "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred double triple nol bir eki uch tort besh alty "
    "jeti segiz toguz jyiyrma otuz kyrk eluu altymysh jetimish seksen tokson juz "
)

# "X деген киши": whoever is called that.
PERSONS = "киши адам жигит кыз аял эркек агент байке эже түрк орус корей кыргыз person man woman guy "

# How the words begin that end a name or hold it together: Самат байке, Асан уулу Бакыт.
NAME_HOLDERS = (
    "уулу кызы огли угли оглы uulu uluu kyzy kizi ogli qizi байке эже аке тайке таеже жезде жене мырза "
    "айым ажы молдо аттуу деген болом ага апа ата мугалим baike bayke eje aka opa apa ake "
)
